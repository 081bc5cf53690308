package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// observer tells the program of each frame that shows other words than the one
// before. A change of the text asks for the next frame; a message that is
// posted in it arrives when it has been painted. What it says is the first
// paragraph that carries a mark.
const observer = `(() => {
	let said = "";
	const look = () => {
		const mark = /edit number \d+ ends here/.exec(document.body?.textContent ?? "")?.[0] ?? "";
		if (mark === said) return;
		said = mark;
		requestAnimationFrame(() => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => painted(mark);
			port2.postMessage(0);
		});
	};
	new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
})()`

// A browser shows the edited chapter in one tab.
type browser struct {
	ctx    context.Context
	close  func()
	frames chan string // the mark of each new frame
}

func openBrowser(ctx context.Context, address string) (*browser, error) {
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless-shell"} {
		if path, err := exec.LookPath(name); err == nil {
			program = path
			break
		}
	}
	if program == "" {
		return nil, errors.New("no Chromium found; measure without one by -painted=false")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.WindowSize(1200, 900))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // the sandbox refuses to run as root
	}
	ctx, endProcess := chromedp.NewExecAllocator(ctx, options...)
	ctx, endTab := chromedp.NewContext(ctx)
	b := &browser{ctx: ctx, close: func() { endTab(); endProcess() }, frames: make(chan string, 1000)}
	if err := b.open(address); err != nil {
		b.close()
		return nil, fmt.Errorf("open %s: %w", address, err)
	}
	return b, nil
}

func (b *browser) open(address string) error {
	if err := chromedp.Do(b.ctx); err != nil {
		return err
	}
	if err := chromedp.Listen(b.ctx, func(e any) {
		if call, ok := e.(*runtime.EventBindingCalled); ok && call.Name == "painted" {
			b.frames <- call.Payload
		}
	}); err != nil {
		return err
	}
	if _, err := chromedp.Call(b.ctx, runtime.AddBinding, runtime.AddBindingParams{Name: "painted"}); err != nil {
		return err
	}
	if _, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: observer}); err != nil {
		return err
	}
	if err := chromedp.Do(b.ctx, chromedp.Navigate(address)); err != nil {
		return err
	}
	_, err := chromedp.Run(b.ctx, chromedp.Poll[chromedp.Void](`customElements.get("dossier-panel") !== undefined`, chromedp.WithPollingTimeout(limit)))
	return err
}

// painted returns when a frame that shows the words has been painted.
func (b *browser) painted(ctx context.Context, words string) error {
	end := time.After(limit)
	for {
		select {
		case shown := <-b.frames:
			if strings.Contains(shown, words) {
				return nil
			}
		case <-end:
			return fmt.Errorf("%q was never painted", words)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
