package main

import (
	"fmt"
	"strconv"
	"time"
)

// now is the one clock of a build: the --now flag, else SOURCE_DATE_EPOCH,
// else the real one.
func now(env *Env, flag string) (time.Time, error) {
	if flag != "" {
		for _, layout := range []string{time.RFC3339, time.DateOnly} {
			if t, err := time.Parse(layout, flag); err == nil {
				return t, nil
			}
		}
		return time.Time{}, &misuse{fmt.Sprintf("--now %q is not a date", flag), "write 2024-03-23 or 2024-03-23T18:00:00Z"}
	}
	if epoch := env.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return time.Time{}, &misuse{fmt.Sprintf("SOURCE_DATE_EPOCH is %q, not a number of seconds", epoch), "unset it, or give seconds since 1970"}
		}
		return time.Unix(seconds, 0).UTC(), nil
	}
	return env.Clock(), nil
}

// clockOf returns the clock of the preview: fixed where a date is given, else
// the real one, which moves on while the server runs.
func clockOf(env *Env, flag string) (func() time.Time, error) {
	fixed, err := now(env, flag)
	if err != nil {
		return nil, err
	}
	if flag == "" && env.Getenv("SOURCE_DATE_EPOCH") == "" {
		return env.Clock, nil
	}
	return func() time.Time { return fixed }, nil
}
