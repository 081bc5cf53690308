package casefile_test

import (
	"testing"

	"dossier/internal/casefile"
)

func TestDatesLater(t *testing.T) {
	type date = casefile.Date
	for _, test := range []struct{ from, months, days date }{
		{date{2025, 11, 30}, date{2026, 2, 28}, date{2025, 12, 3}},
		{date{2023, 11, 30}, date{2024, 2, 29}, date{2023, 12, 3}},
		{date{2026, 12, 31}, date{2027, 3, 31}, date{2027, 1, 3}},
		{date{2026, 1, 15}, date{2026, 4, 15}, date{2026, 1, 18}},
	} {
		if got := test.from.AddMonths(3); got != test.months {
			t.Errorf("%v and three months: %v, want %v", test.from, got, test.months)
		}
		if got := test.from.AddDays(3); got != test.days {
			t.Errorf("%v and three days: %v, want %v", test.from, got, test.days)
		}
	}
}
