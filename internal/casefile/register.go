package casefile

// A Register is a list of records with ids, in file order. The zero Register
// is empty.
type Register[T any] struct {
	List []*T
	byID map[string]*T
}

// NewRegister makes a register; of several records with one id the first
// counts.
func NewRegister[T any](list []*T, id func(*T) string) Register[T] {
	r := Register[T]{List: list, byID: make(map[string]*T, len(list))}
	for _, x := range list {
		if r.byID[id(x)] == nil {
			r.byID[id(x)] = x
		}
	}
	return r
}

// Lookup returns the record with an id, nil where there is none.
func (r Register[T]) Lookup(id string) *T { return r.byID[id] }

// IDs lists the ids of all records in file order, with repeats.
func (r Register[T]) IDs(id func(*T) string) []string {
	ids := make([]string, len(r.List))
	for i, x := range r.List {
		ids[i] = id(x)
	}
	return ids
}
