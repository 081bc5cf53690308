package publish

// WithoutExchange makes Commit work as on a system that cannot exchange two
// folders in one call.
func WithoutExchange(o Options) Options {
	o.noExchange = true
	return o
}
