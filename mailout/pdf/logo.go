package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
)

// maxPixels bounds each side of a logo: 62 mm of paper show no more, and a larger one costs memory at the start.
const maxPixels = 1500

// Logo is a picture that was looked at and can be printed. The zero value is none.
type Logo struct {
	kind          string
	data          []byte
	width, height int
}

func (l Logo) none() bool { return l.data == nil }

// fit gives the largest size within a box of so many millimetres.
func (l Logo) fit(width, height float64) (w, h float64) {
	scale := min(width/float64(l.width), height/float64(l.height))
	return float64(l.width) * scale, float64(l.height) * scale
}

// NewLogo reads a PNG or JPEG file. The error says in plain words what is wrong with it.
//
// A PNG is made anew, on white: the library takes no interlaced ones and none of 16 bits, and it would take those with
// transparency apart for each single letter.
func NewLogo(file []byte) (Logo, error) {
	size, kind, err := image.DecodeConfig(bytes.NewReader(file))
	switch {
	case err != nil || kind != "png" && kind != "jpeg":
		return Logo{}, errors.New("is no PNG or JPEG picture")
	case size.Width < 1 || size.Height < 1 || size.Width > maxPixels || size.Height > maxPixels:
		return Logo{}, fmt.Errorf("is %d by %d pixels; at most %d by %d can be used", size.Width, size.Height, maxPixels, maxPixels)
	}
	picture, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return Logo{}, fmt.Errorf("is damaged: %w", err)
	}
	l := Logo{width: size.Width, height: size.Height}
	var b bytes.Buffer
	if kind == "jpeg" {
		l.kind, err = "JPG", jpeg.Encode(&b, picture, &jpeg.Options{Quality: 92}) // CMYK and turned colours become plain ones
	} else {
		flat := image.NewRGBA(picture.Bounds())
		draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
		draw.Draw(flat, flat.Bounds(), picture, picture.Bounds().Min, draw.Over)
		l.kind, err = "PNG", png.Encode(&b, flat)
	}
	l.data = b.Bytes()
	return l, err
}
