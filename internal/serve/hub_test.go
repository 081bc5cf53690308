package serve

import (
	"fmt"
	"sync"
	"testing"
)

// However many tabs there are and whoever tells them at the same time, each has
// the newest in its mailbox afterwards.
func TestEveryTabHasTheNewest(t *testing.T) {
	h := newHub()
	var tabs []*tab
	for range 5*group + 1 {
		tabs = append(tabs, h.join("/background/"))
	}
	const last = 40
	var all sync.WaitGroup
	for n := 1; n <= last; n++ {
		all.Go(func() { h.tell(standing{snapshot: n, path: "/background/", hash: fmt.Sprint(n)}) })
	}
	all.Wait()
	for _, tab := range tabs {
		if st, ok := tab.mail.take(); !ok || st.snapshot != last {
			t.Fatalf("a tab has the standing of snapshot %d, want %d", st.snapshot, last)
		}
	}
	h.tell(standing{snapshot: last - 1, path: "/background/"})
	if _, ok := tabs[0].mail.take(); ok {
		t.Error("an older standing arrived")
	}
}
