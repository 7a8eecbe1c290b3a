package pdf_test

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// piece is a stretch of words as it stands on a page: its baseline, in millimetres from the left and the top.
type piece struct {
	page    int
	x, base float64
	text    string
}

// pieces reads what stands on the pages of a file. It knows just what the library writes: deflated pages, and words in
// UTF-16 between BT and ET.
func pieces(t *testing.T, file []byte) []piece {
	t.Helper()
	var all []piece
	page := 0
	for _, content := range streams(t, file) {
		if !bytes.Contains(content, []byte("BT ")) || bytes.Contains(content, []byte("begincmap")) {
			continue
		}
		page++
		for _, m := range shows.FindAllSubmatch(content, -1) {
			x, _ := strconv.ParseFloat(string(m[1]), 64)
			y, _ := strconv.ParseFloat(string(m[2]), 64)
			all = append(all, piece{page, x * 25.4 / 72, 297 - y*25.4/72, words(m[3])})
		}
	}
	return all
}

var (
	shows     = regexp.MustCompile(`(?s)BT ([\d.]+) ([\d.]+) Td \((.*?)\) Tj ET`)
	streaming = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)
)

func streams(t *testing.T, file []byte) [][]byte {
	t.Helper()
	var all [][]byte
	for _, m := range streaming.FindAllSubmatch(file, -1) {
		r, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue // a picture
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, content)
	}
	return all
}

func words(escaped []byte) string {
	raw := strings.NewReplacer(`\\`, `\`, `\(`, `(`, `\)`, `)`, `\r`, "\r").Replace(string(escaped))
	var units []uint16
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}

// find gives the piece that begins with the words.
func find(t *testing.T, all []piece, text string) piece {
	t.Helper()
	for _, p := range all {
		if strings.HasPrefix(p.text, text) {
			return p
		}
	}
	t.Fatalf("nowhere stands %q", text)
	return piece{}
}

func said(all []piece) string {
	var b strings.Builder
	for _, p := range all {
		b.WriteString(p.text + "\n")
	}
	return b.String()
}
