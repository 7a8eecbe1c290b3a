package cases

import (
	"fmt"
	"math"
	"strconv"
)

// Colour is one of the organisation's house style, as #rrggbb in lower case.
type Colour string

// DefaultColour is that of an organisation that names none.
const DefaultColour Colour = "#14598a"

// White and Dark are what stands on a colour, and behind letters at night.
const (
	White Colour = "#ffffff"
	Dark  Colour = "#1b2329"
)

// Readable is the least contrast of letters to what is behind them (WCAG 2.1, 1.4.3, level AA).
const Readable = 4.5

// Contrast of two colours, from 1 to 21 (WCAG 2.1).
func (c Colour) Contrast(d Colour) float64 {
	a, b := c.luminance(), d.luminance()
	return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

// Mix gives the colour with so much of another in it, from 0 to 1.
func (c Colour) Mix(d Colour, share float64) Colour {
	a, b := c.channels(), d.channels()
	var m [3]uint8
	for i := range m {
		m[i] = uint8(math.Round(float64(a[i])*(1-share) + float64(b[i])*share))
	}
	return Colour(fmt.Sprintf("#%02x%02x%02x", m[0], m[1], m[2]))
}

// Lit is the colour with as much white in it as makes it readable on Dark.
func (c Colour) Lit() Colour {
	lit := c
	for share := 0.0; share <= 1 && lit.Contrast(Dark) < 7; share += 0.05 {
		lit = c.Mix(White, share)
	}
	return lit
}

func (c Colour) channels() [3]uint8 {
	var m [3]uint8
	if len(c) != 7 {
		return m
	}
	for i := range m {
		v, _ := strconv.ParseUint(string(c[1+2*i:3+2*i]), 16, 8) // config takes no other form
		m[i] = uint8(v)
	}
	return m
}

func (c Colour) luminance() float64 {
	m := c.channels()
	return 0.2126*linear(m[0]) + 0.7152*linear(m[1]) + 0.0722*linear(m[2])
}

func linear(channel uint8) float64 {
	v := float64(channel) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}
