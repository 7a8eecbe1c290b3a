package pdf

// placed is a line with its place on a page: the top of its row, in millimetres.
type placed struct {
	line
	top float64
}

// paginate gives each line its page and place. Lines that belong together go to the next page together, unless they
// would fill more than one. There is at least one page.
func paginate(lines []line, firstTop float64, set setting) [][]placed {
	pages := [][]placed{nil}
	top, y := firstTop, firstTop
	for len(lines) > 0 {
		group := lines[:bound(lines)]
		if set.bottom-nextTop < tall(group, set.leading, true) {
			group = lines[:1]
		}
		if y > top && y+tall(group, set.leading, false) > set.bottom {
			pages, top, y = append(pages, nil), nextTop, nextTop
		}
		for i, l := range group {
			if y > top || i > 0 {
				y += l.above
			}
			pages[len(pages)-1] = append(pages[len(pages)-1], placed{l, y})
			y += set.leading
		}
		lines = lines[len(group):]
	}
	return pages
}

// bound is how many of the first lines belong together.
func bound(lines []line) int {
	n := 1
	for n < len(lines) && lines[n-1].keep {
		n++
	}
	return n
}

// tall is the height of lines, at the top of a page or below others.
func tall(lines []line, leading float64, atTop bool) float64 {
	h := 0.0
	for i, l := range lines {
		h += leading
		if i > 0 || !atTop {
			h += l.above
		}
	}
	return h
}

// pages sets the letter, and sets it closer where that saves a page.
func (d *document) pages() [][]placed {
	pages := paginate(d.compose(d.s.Body), d.firstTop(), d.set)
	if len(pages) == 1 {
		return pages
	}
	roomy := d.set
	for _, d.set = range settings[1:] {
		if closer := paginate(d.compose(d.s.Body), d.firstTop(), d.set); len(closer) < len(pages) {
			return closer
		}
	}
	d.set = roomy
	return pages
}
