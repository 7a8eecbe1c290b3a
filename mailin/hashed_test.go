package mailin

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Without hashes a mail is read alike, sizes included.
func TestHashedMailIsReadAlike(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		file := rapid.SliceOfN(rapid.Byte(), 0, 3000).Draw(rt, "file")
		width := rapid.SampledFrom([]int{60, 64, 76, 100}).Draw(rt, "width")
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(rt, "end")
		text := base64.StdEncoding.EncodeToString(file)
		var lines []string
		for len(text) > width {
			lines, text = append(lines, text[:width]), text[width:]
		}
		raw := strings.ReplaceAll("From: a@x.nl\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nTekst.\n--b\n"+
			"Content-Type: application/pdf; name=x.pdf\nContent-Transfer-Encoding: base64\n\n"+
			strings.Join(append(lines, text), "\n")+"\n--b--\n", "\n", end)
		lim := DefaultLimits()
		whole := Parse(strings.NewReader(raw), lim)
		lim.Hashed = true
		quick := Parse(bytes.NewReader([]byte(raw)), lim)
		if whole.Text != quick.Text || len(quick.Attachments) != 1 || quick.Attachments[0].Size != int64(len(file)) ||
			whole.Attachments[0].Size != int64(len(file)) || quick.Attachments[0].Name != whole.Attachments[0].Name {
			rt.Fatalf("%d bytes: %+v and %+v", len(file), whole.Attachments, quick.Attachments)
		}
		lim.FileHashes = true
		if files := Parse(strings.NewReader(raw), lim); files.Attachments[0].SHA256 != hexSum(string(file)) || files.SHA256 != "" {
			rt.Fatalf("only the file is hashed: %q %+v", files.SHA256, files.Attachments)
		}
	})
}
