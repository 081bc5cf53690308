package picture

// golang.org/x/image/draw scales as well, but it reckons in floating point,
// which some processors fuse and round differently, and holds four numbers of
// eight bytes for every pixel between its two passes: 180 MB for a page at 300
// dots an inch. Addresses are made of recipes here, so that the same recipe must
// give the same bytes everywhere. This scaler reckons in whole numbers and holds
// a few rows.

// pixels are a small picture: rows of samples of 8 bits, by channels: grey;
// red, green, blue; or these and alpha, multiplied with it.
type pixels struct {
	width, height, channels int
	data                    []byte
}

// rows reads a decoded picture row by row, as pixels have them.
type rows struct {
	width, height, channels int
	read                    func(y int, into []byte)
}

// weights of the source samples that make one sample.
type weights struct {
	from int
	of   []int32 // sum is one
}

const one = 1 << 14

// weigh spreads a Catmull-Rom curve over the source samples around each of n
// samples. source is at least n.
func weigh(source, n int) []weights {
	const unit = 1 << 16
	list := make([]weights, n)
	for i := range list {
		// The distance of source sample j from sample i, in samples of the
		// result, is ((2j+1)·n - (2i+1)·source) / (2·source).
		distance := func(j int) int64 {
			d := (int64(2*j+1)*int64(n) - int64(2*i+1)*int64(source)) * unit / int64(2*source)
			return max(d, -d)
		}
		centre := int((int64(2*i+1) * int64(source)) / int64(2*n))
		from, to := min(centre, source-1), min(centre, source-1)
		for from > 0 && distance(from-1) < 2*unit {
			from--
		}
		for to+1 < source && distance(to+1) < 2*unit {
			to++
		}
		curve, sum := make([]int64, to-from+1), int64(0)
		for j := range curve {
			t := distance(from + j)
			t2 := t * t / unit
			t3 := t2 * t / unit
			switch {
			case t < unit:
				curve[j] = (3*t3 - 5*t2 + 2*unit) / 2
			case t < 2*unit:
				curve[j] = (-t3 + 5*t2 - 8*t + 4*unit) / 2
			}
			sum += curve[j]
		}
		w := weights{from, make([]int32, len(curve))}
		left := int32(one)
		for j, c := range curve {
			w.of[j] = int32(c * one / sum)
			left -= w.of[j]
		}
		w.of[min(centre, source-1)-from] += left
		list[i] = w
	}
	return list
}

// scale makes a picture smaller. It holds as many rows as one row of the result
// is made of.
func scale(src rows, width, height int) *pixels {
	across, down := weigh(src.width, width), weigh(src.height, height)
	deep := 0
	for _, w := range down {
		deep = max(deep, len(w.of))
	}
	ring := make([][]int32, deep)
	for i := range ring {
		ring[i] = make([]int32, width*src.channels)
	}
	out := &pixels{width, height, src.channels, make([]byte, width*height*src.channels)}
	line, next := make([]byte, src.width*src.channels), 0
	sums := make([]int32, width*src.channels)
	for y, w := range down {
		for ; next < w.from+len(w.of); next++ {
			if next < w.from {
				continue
			}
			src.read(next, line)
			squeeze(line, across, src.channels, ring[next%deep])
		}
		clear(sums)
		for j, weight := range w.of {
			for x, v := range ring[(w.from+j)%deep] {
				sums[x] += v * weight
			}
		}
		row := out.data[y*len(sums):][:len(sums)]
		for x, v := range sums {
			row[x] = byte(min(max((v+one<<5)>>20, 0), 255))
		}
	}
	if src.channels == 4 {
		limitToAlpha(out.data)
	}
	return out
}

// squeeze scales one row; the results have 6 binary places.
func squeeze(line []byte, across []weights, channels int, into []int32) {
	if channels == 1 {
		for x, w := range across {
			sum := int32(0)
			for j, v := range line[w.from:][:len(w.of)] {
				sum += int32(v) * w.of[j]
			}
			into[x] = sum >> 8
		}
		return
	}
	for x, w := range across {
		for c := range channels {
			sum, at := int32(0), w.from*channels+c
			for _, weight := range w.of {
				sum += int32(line[at]) * weight
				at += channels
			}
			into[x*channels+c] = sum >> 8
		}
	}
}

// limitToAlpha keeps colours at most as strong as their alpha, which the curve
// may overshoot.
func limitToAlpha(data []byte) {
	for i := 0; i+3 < len(data); i += 4 {
		for c := range 3 {
			data[i+c] = min(data[i+c], data[i+3])
		}
	}
}

// turned applies an EXIF orientation.
func (p *pixels) turned(turn int) *pixels {
	if turn == 1 {
		return p
	}
	out := &pixels{p.width, p.height, p.channels, make([]byte, len(p.data))}
	if turn > 4 {
		out.width, out.height = p.height, p.width
	}
	for y := range out.height {
		for x := range out.width {
			sx, sy := x, y
			if turn > 4 {
				sx, sy = y, x
			}
			switch turn {
			case 2, 3, 7, 8:
				sx = p.width - 1 - sx
			}
			switch turn {
			case 3, 4, 6, 7:
				sy = p.height - 1 - sy
			}
			copy(out.data[(y*out.width+x)*p.channels:][:p.channels], p.data[(sy*p.width+sx)*p.channels:])
		}
	}
	return out
}
