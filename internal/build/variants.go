package build

import (
	"context"
	"slices"
	"strconv"
	"sync"

	"dossier/internal/input"
	"dossier/internal/memo"
	"dossier/internal/picture"

	"golang.org/x/sync/semaphore"
)

// decodedInFlight is how many bytes of decoded pictures builds hold at once, all
// workers together. A picture that alone takes more is never decoded, so the
// bound holds whatever the files are.
const decodedInFlight = picture.DecodeLimit + 16<<20

// VariantsFolder is where a project keeps variants of its pictures, from its
// root. It is no input and no output, and can be deleted at any time.
const VariantsFolder = ".dossier/pictures"

// A darkroom makes variants of pictures, and keeps them between runs of the
// program where it has a folder. The zero darkroom is ready to use.
type darkroom struct {
	kept *memo.Folder // nil for nowhere

	once   sync.Once
	weight *semaphore.Weighted

	mu   sync.Mutex // guards busy
	busy map[input.Hash]*sync.Mutex
}

// KeepVariants makes the builder keep variants of pictures in a folder, and take
// them from there. Without it they are made anew in every run of the program.
func (b *Builder) KeepVariants(folder *memo.Folder) { b.darkroom.kept = folder }

// variant makes one variant of a picture. Decoding costs most, so all its
// variants are made at once where there is a folder to keep the others.
func (b *Builder) variant(ctx context.Context, img *image, widths []int, i int) ([]byte, error) {
	d := &b.darkroom
	hash, err := img.file.Hash()
	if err != nil {
		return nil, err
	}
	if b, ok := d.kept.Get(variantKey(hash, widths[i])); ok {
		return b, nil
	}
	wanted := widths[i : i+1]
	if d.kept.Writable() {
		defer d.alone(hash)()
		if b, ok := d.kept.Get(variantKey(hash, widths[i])); ok { // made while we waited
			return b, nil
		}
		wanted = widths
	}
	made, err := d.develop(ctx, img, wanted)
	if err != nil {
		return nil, err
	}
	for j, b := range made {
		// What cannot be kept is made again next time.
		_ = d.kept.Put(variantKey(hash, wanted[j]), b)
	}
	return made[slices.Index(wanted, widths[i])], nil
}

// develop decodes a picture and scales it, within the limit for all.
func (d *darkroom) develop(ctx context.Context, img *image, widths []int) ([][]byte, error) {
	done, err := d.enter(ctx, img.info)
	if err != nil {
		return nil, err
	}
	defer done()
	b, err := img.file.Bytes()
	if err != nil {
		return nil, err
	}
	made, err := picture.Variants(b, widths)
	if err != nil {
		return nil, broken(img, err)
	}
	return made, nil
}

// enter waits until a picture may be decoded within the limit for all, and
// returns what makes room for others.
func (d *darkroom) enter(ctx context.Context, info picture.Info) (done func(), err error) {
	d.once.Do(func() { d.weight = semaphore.NewWeighted(decodedInFlight) })
	cost := info.Cost()
	if err := d.weight.Acquire(ctx, cost); err != nil {
		return nil, err
	}
	return func() { d.weight.Release(cost) }, nil
}

// alone waits until nobody else makes variants of a picture, and returns what
// lets the next one begin.
func (d *darkroom) alone(hash input.Hash) func() {
	d.mu.Lock()
	if d.busy == nil {
		d.busy = map[input.Hash]*sync.Mutex{}
	}
	m := d.busy[hash]
	if m == nil {
		m = &sync.Mutex{}
		d.busy[hash] = m
	}
	d.mu.Unlock()
	m.Lock()
	return m.Unlock
}

// variantKey is the recipe of a variant.
func variantKey(hash input.Hash, width int) memo.Key {
	return memo.KeyOf([]byte(picture.Version), []byte(strconv.Itoa(width)), hash[:])
}
