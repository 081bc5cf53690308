package serve

import "sync"

// onceEach makes a value for each key, once: two callers who ask at the same
// time share one making. The zero value is ready to use.
type onceEach[T any] struct {
	mu   sync.Mutex // guards made
	made map[string]func() (T, error)
}

func (o *onceEach[T]) do(key string, make func() (T, error)) (T, error) {
	o.mu.Lock()
	made := o.made[key]
	if made == nil {
		if o.made == nil {
			o.made = map[string]func() (T, error){}
		}
		made = sync.OnceValues(make)
		o.made[key] = made
	}
	o.mu.Unlock()
	return made()
}
