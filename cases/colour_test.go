package cases

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestContrastOfColours(t *testing.T) {
	for _, c := range []struct {
		a, b Colour
		want float64
	}{{"#000000", White, 21}, {White, White, 1}, {"#777777", White, 4.48}, {"#ff0000", White, 4.0}, {"#0000ff", White, 8.59}} {
		if got := c.a.Contrast(c.b); math.Abs(got-c.want) > 0.01 || got != c.b.Contrast(c.a) {
			t.Errorf("%s on %s: %.2f", c.a, c.b, got)
		}
	}
}

// Whatever the house style is, at night it can be read.
func TestLitColoursAreReadable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Colour(fmt.Sprintf("#%06x", rapid.IntRange(0, 0xffffff).Draw(t, "colour")))
		if got := c.Lit().Contrast(Dark); got < Readable {
			t.Fatalf("%s lit is %s: %.2f", c, c.Lit(), got)
		}
	})
}
