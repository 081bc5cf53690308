package resolve

import "dossier/internal/casefile"

// Retract takes the standfirst and the description from texts that were
// retracted: lists, cards and feeds would go on saying what the page no longer
// does. The text itself stays with its writer; pages show a notice in its place.
func Retract(inv *casefile.Investigation) {
	for _, c := range inv.All() {
		if c.Path != "" && inv.IsRetracted(c) {
			c.Head.Standfirst, c.Head.Description = "", ""
		}
	}
}
