package label

import "fmt"

// Number is the number of the claim at an index of the register: "C-01". It
// says where the claim stands in the list; what addresses it is its id.
func Number(index int) string { return fmt.Sprintf("C-%02d", index+1) }
