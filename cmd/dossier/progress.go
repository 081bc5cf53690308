package main

import (
	"fmt"
	"time"
)

// slow is how long a build may take before a person wants to know that it is
// at work.
const slow = time.Second

// showProgress tells a person what a slow step is doing, once a second, in one
// line that stop takes away again. Where nobody looks it does nothing.
func showProgress(env *Env, what func() string) (stop func()) {
	if !env.Terminal {
		return func() {}
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(slow)
		defer ticker.Stop()
		shown := false
		for {
			select {
			case <-ticker.C:
				fmt.Fprintf(env.Stderr, "\r\x1b[K%s", what())
				shown = true
			case <-done:
				if shown {
					fmt.Fprint(env.Stderr, "\r\x1b[K")
				}
				return
			}
		}
	}()
	return func() {
		close(done)
		<-ended
	}
}
