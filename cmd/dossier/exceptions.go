package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"dossier/internal/build"
	"dossier/internal/casefile"
	"dossier/internal/check"
	"dossier/internal/diag"
)

// A suppression is an exception as --list-suppressed prints it for programs.
type suppression struct {
	Code    string `json:"code"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Reason  string `json:"reason"`
	By      string `json:"by,omitempty"`
	Until   string `json:"until,omitempty"`
	Within  string `json:"within"` // text, record or dossier
	InForce bool   `json:"inForce"`
	Used    int    `json:"used"` // how many diagnostics it silences
}

// listExceptions prints every exception of a dossier.
func listExceptions(ctx context.Context, env *Env, result *build.Result, p *project, format string) error {
	exceptions, err := result.Exceptions(ctx)
	if err != nil {
		return err
	}
	list := make([]suppression, len(exceptions))
	for i, e := range exceptions {
		list[i] = suppressionOf(e, result.Investigation.Today, p)
	}
	if format == "json" {
		out := json.NewEncoder(env.Stdout)
		out.SetIndent("", "  ")
		return out.Encode(list)
	}
	used := 0
	for _, s := range list {
		fmt.Fprintf(env.Stdout, "%s:%d:%d: %s, %s: %s", s.File, s.Line, s.Column, s.Code, s.state(), cmp.Or(s.Reason, "no reason given"))
		if s.By != "" {
			fmt.Fprintf(env.Stdout, " (%s)", s.By)
		}
		if s.Until != "" {
			fmt.Fprintf(env.Stdout, ", until %s", s.Until)
		}
		fmt.Fprintln(env.Stdout)
		used += s.Used
	}
	fmt.Fprintf(env.Stderr, "%s, %s silenced\n", plural(len(list), "exception"), plural(used, "diagnostic"))
	return nil
}

func (s suppression) state() string {
	switch {
	case !s.InForce:
		return "not in force"
	case s.Used == 0:
		return "unused"
	}
	return fmt.Sprintf("used %d×", s.Used)
}

func suppressionOf(e check.Exception, today casefile.Date, p *project) suppression {
	at := diag.NewLines(p.source(e.Span.File)).Position(e.Span.Start)
	s := suppression{Code: string(e.Code), File: e.Span.File, Line: at.Line, Column: at.Column, Reason: e.Reason, By: e.By, Within: "text", InForce: e.InForce(today), Used: e.Used}
	switch {
	case e.Record:
		s.Within = "record"
	case e.Covers == (diag.Span{}):
		s.Within = "dossier"
	}
	if u := e.Until; !u.IsZero() {
		s.Until = time.Date(u.Year, time.Month(u.Month), u.Day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
	return s
}
