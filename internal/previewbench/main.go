// Command previewbench measures what a writer waits for. It generates projects
// of several sizes, starts the preview as a program of its own on each, saves a
// chapter in the ways of different editors at irregular moments, and prints how
// long it took from the return of the last write or rename
//
//   - until the first answer with the new words had arrived ("served"), and
//   - until a real browser had painted a frame that shows them ("painted").
//
// Run it from the root of the repository:
//
//	go run ./internal/previewbench -n 30,1000,10000 -saves 100
//
// Every save is checked: an answer or a frame without the new words is waited
// for, and one that does not come within ten seconds ends the program with an
// error. It needs Go, a Chromium for -painted, and about 200 MB below the
// temporary folder for 10,000 chapters.
package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "previewbench:", err)
		os.Exit(1)
	}
}

// A plan is what the flags ask for.
type plan struct {
	sizes   []int
	saves   int           // measured saves of each style, for each size
	painted bool          // also measure in a browser
	pause   time.Duration // the longest rest between two saves
	styles  string        // part of the names of the styles to measure; "" is all
	program string        // the dossier program; "" builds it from this repository
}

func readFlags() (plan, error) {
	var p plan
	sizes := flag.String("n", "30,1000,10000", "numbers of `chapters`")
	flag.IntVar(&p.saves, "saves", 100, "how many `saves` to measure for each style and size")
	flag.BoolVar(&p.painted, "painted", true, "measure in a browser too")
	flag.DurationVar(&p.pause, "pause", 250*time.Millisecond, "the longest `rest` between two saves; each is random")
	flag.StringVar(&p.styles, "styles", "", "only styles of saving with these `words` in their names")
	flag.StringVar(&p.program, "program", "", "the dossier `program`; built from this repository unless set")
	flag.Parse()
	for word := range strings.SplitSeq(*sizes, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(word))
		if err != nil || n < 10 {
			return p, fmt.Errorf("-n %q: write numbers of at least 10, such as 30,1000", *sizes)
		}
		p.sizes = append(p.sizes, n)
	}
	if p.saves < 1 {
		return p, fmt.Errorf("-saves %d: at least one", p.saves)
	}
	return p, nil
}

func run(ctx context.Context) error {
	p, err := readFlags()
	if err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "previewbench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	if p.program == "" {
		if p.program, err = buildProgram(ctx, scratch); err != nil {
			return err
		}
	}
	fmt.Printf("%s/%s, %d processors, %s; times in ms\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	for _, n := range p.sizes {
		if err := measure(ctx, p, scratch, n); err != nil {
			return fmt.Errorf("%d chapters: %w", n, err)
		}
	}
	return nil
}

// measure prints the table of one size.
func measure(ctx context.Context, p plan, scratch string, chapters int) error {
	proj, err := generate(fmt.Sprintf("%s/%d", scratch, chapters), chapters)
	if err != nil {
		return err
	}
	defer os.RemoveAll(proj.dir)
	var starts sample
	for range 5 {
		s, took, err := startPreview(ctx, p.program, proj)
		if err != nil {
			return err
		}
		starts = append(starts, took)
		s.stop()
	}
	fmt.Printf("\n%d chapters\n%-32s%8s %8s %8s\n", chapters, "", "p50", "p95", "max")
	fmt.Printf("%-32s%s\n", "start to first byte", starts)

	s, _, err := startPreview(ctx, p.program, proj)
	if err != nil {
		return err
	}
	defer s.stop()
	if err := s.settle(ctx); err != nil {
		return err
	}
	fmt.Printf("%-32s%8d MB after all texts were read\n", "memory", s.memory()>>20)
	random := rand.New(rand.NewPCG(1, uint64(chapters)))
	round := func(style style, wait func(context.Context, string) error) (sample, error) {
		var took sample
		for i := range p.saves + 3 { // the first three warm up and are not counted
			if err := rest(ctx, random, p.pause); err != nil {
				return nil, err
			}
			words, text := proj.edited(random)
			if err := style.save(proj.file, text); err != nil {
				return nil, fmt.Errorf("%s: %w", style.name, err)
			}
			saved := time.Now()
			if err := wait(ctx, words); err != nil {
				return nil, fmt.Errorf("%s, save %d: %w", style.name, i, err)
			}
			if i >= 3 {
				took = append(took, time.Since(saved))
			}
		}
		return took, nil
	}
	for _, style := range styles {
		if !strings.Contains(style.name, p.styles) {
			continue
		}
		took, err := round(style, s.served)
		if err != nil {
			return err
		}
		fmt.Printf("%-32s%s\n", "served, "+style.name, took)
	}
	if !p.painted {
		return nil
	}
	b, err := openBrowser(ctx, s.address+proj.url)
	if err != nil {
		return err
	}
	defer b.close()
	for _, style := range styles {
		if !strings.Contains(style.name, p.styles) {
			continue
		}
		took, err := round(style, b.painted)
		if err != nil {
			return err
		}
		fmt.Printf("%-32s%s\n", "painted, "+style.name, took)
	}
	return nil
}

// rest waits a random while, so that saves meet the preview in every state.
func rest(ctx context.Context, r *rand.Rand, most time.Duration) error {
	select {
	case <-time.After(time.Duration(r.Int64N(int64(most)))):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
