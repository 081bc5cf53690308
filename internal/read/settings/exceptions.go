package settings

import (
	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// Those concerned have this long to answer, in hours, unless the file says
// otherwise, and at most a year.
const defaultQuestionsHours, maxQuestionsHours = 48, 366 * 24

func readDeadlines(m *yamltree.Map) casefile.Deadlines {
	d := m.Map("deadlines")
	defer d.Finish()
	return casefile.Deadlines{QuestionsHours: d.Int("questions-hours", 1, maxQuestionsHours, defaultQuestionsHours)}
}

// readExceptions reads exceptions: [{code, file, match, reason, by, until}].
// What is wrong with one is for check to say, which knows those of all files.
func readExceptions(m *yamltree.Map) []casefile.Exception {
	var list []casefile.Exception
	for _, n := range m.List("exceptions") {
		f := m.MapOf(n, "exceptions")
		f.Require("code", "an exception without a code", "write the code that the message ends in: code: source-never-cited")
		until := f.Date("until")
		e := casefile.Exception{
			Code: diag.Code(f.Line("code")), File: f.Line("file"), Match: f.Line("match"), Reason: f.Line("reason"), By: f.Line("by"),
			Until: casefile.Date{Year: until.Year, Month: until.Month, Day: until.Day}, Span: n.Span,
		}
		f.Finish()
		if e.Code != "" {
			list = append(list, e)
		}
	}
	return list
}
