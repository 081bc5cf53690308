package serve

import (
	"sync"
	"testing"
)

func TestMailboxKeepsTheNewest(t *testing.T) {
	m := newMailbox[int]()
	if _, ok := m.take(); ok {
		t.Error("a new mailbox is not empty")
	}
	m.put(1)
	m.put(2)
	<-m.ready
	if got, ok := m.take(); got != 2 || !ok {
		t.Errorf("take = %d, %v, want the newest letter, 2", got, ok)
	}
	if _, ok := m.take(); ok {
		t.Error("a letter was taken twice")
	}
}

func TestMailboxNeverLosesTheLast(t *testing.T) {
	m := newMailbox[int]()
	const last = 1000
	var g sync.WaitGroup
	g.Go(func() {
		for i := 1; i <= last; i++ {
			m.put(i)
		}
	})
	for got := 0; got < last; {
		<-m.ready
		if n, ok := m.take(); ok {
			if n <= got {
				t.Fatalf("%d came after %d", n, got)
			}
			got = n
		}
	}
	g.Wait()
}
