package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// errNoExchange means that the system or the file system cannot exchange two
// folders in one call.
var errNoExchange = errors.New("no exchange of folders here")

// replace puts the staged folder in the place of the published one.
func (s *site) replace() error {
	err := s.replaceFolder()
	if err != nil {
		return fmt.Errorf("replace %s: %w", s.dir, err)
	}
	return s.syncParent()
}

func (s *site) replaceFolder() error {
	if _, err := s.parent.Lstat(s.name); errors.Is(err, fs.ErrNotExist) {
		return s.parent.Rename(s.staging, s.name)
	}
	if s.exchange {
		parent, err := s.parent.Open(".")
		if err != nil {
			return err
		}
		defer parent.Close()
		if err := exchange(parent, s.staging, s.name); !errors.Is(err, errNoExchange) {
			return err
		}
	}
	return s.swapByJournal()
}

// swapByJournal replaces with two renames. While the journal exists the staged
// folder is complete, so that whoever finds it can finish (see recover).
func (s *site) swapByJournal() error {
	if err := s.writeJournal(); err != nil {
		return err
	}
	if err := s.parent.Rename(s.name, s.old); err != nil {
		return errors.Join(err, s.parent.Remove(s.journal))
	}
	return s.finishSwap()
}

func (s *site) writeJournal() error {
	f, err := s.parent.OpenFile(s.journal, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "%s takes the place of %s, which becomes %s\n", s.staging, s.name, s.old)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return s.syncParent()
}

func (s *site) finishSwap() error {
	if err := s.parent.Rename(s.staging, s.name); err != nil {
		return errors.Join(err, s.parent.Rename(s.old, s.name), s.parent.Remove(s.journal))
	}
	return s.parent.Remove(s.journal)
}

// recover finishes or clears away what a killed process left. The lock is held,
// so nobody else is at it.
//
//	journal  published  staging  what happened               what to do
//	no       any        any      killed before or after      clear
//	yes      yes        yes      killed before both renames  clear: the old site stands
//	yes      no         yes      killed between the renames  finish
//	yes      yes        no       killed after both           clear
//	any      no         no       the new site was lost       put the old one back, if there is one
func (s *site) recover() error {
	journal, published, staging, old := s.has(s.journal), s.has(s.name), s.has(s.staging), s.has(s.old)
	switch {
	case journal && !published && staging:
		if err := s.finishSwap(); err != nil {
			return err
		}
	case !published && old:
		if err := s.parent.Rename(s.old, s.name); err != nil {
			return err
		}
	}
	return s.clear()
}

func (s *site) has(name string) bool {
	_, err := s.parent.Lstat(name)
	return err == nil
}

// clear removes everything beside the published folder. The journal goes first:
// while it exists, the staged folder counts as complete.
func (s *site) clear() error {
	err := errors.Join(s.parent.RemoveAll(s.journal), s.parent.RemoveAll(s.staging), s.parent.RemoveAll(s.old))
	if err != nil {
		return fmt.Errorf("clear up beside %s: %w", s.dir, err)
	}
	return nil
}

// syncParent makes renames survive power loss.
func (s *site) syncParent() error {
	f, err := s.parent.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(syncFolder(f), f.Close())
}
