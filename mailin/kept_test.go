package mailin

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
)

func TestFilesAreKeptUpToALimit(t *testing.T) {
	mail := func(sizes ...int) string {
		var b strings.Builder
		b.WriteString("From: a@voorbeeld.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nTekst\r\n")
		for i, n := range sizes {
			data := base64.StdEncoding.EncodeToString([]byte(strings.Repeat(fmt.Sprint(i), n)))
			fmt.Fprintf(&b, "--b\r\nContent-Disposition: attachment; filename=%d.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n", i, data)
		}
		return b.String() + "--b--\r\n"
	}
	for _, c := range []struct {
		sizes []int
		most  int64
		kept  []int
	}{
		{[]int{10, 20000}, 20010, []int{10, 20000}},
		{[]int{10, 20000}, 20009, []int{10, 0}},
		{[]int{10, 20000}, 0, []int{0, 0}},
		{[]int{20000, 10}, 19000, []int{0, 0}}, // what comes after the one that is too much is not kept either
	} {
		lim := DefaultLimits()
		lim.Hashed, lim.Files = true, c.most
		m := Parse(strings.NewReader(mail(c.sizes...)), lim)
		for i, a := range m.Attachments {
			whole := string(a.Data) == strings.Repeat(fmt.Sprint(i), c.kept[i])
			if !whole || a.Size != int64(c.sizes[i]) || (a.SHA256 != "") != (c.most > 0) {
				t.Errorf("%v up to %d: file %d has %d bytes of %d, hash %q", c.sizes, c.most, i, len(a.Data), a.Size, a.SHA256)
			}
		}
		if len(m.Attachments) != len(c.sizes) {
			t.Errorf("%v: %d files", c.sizes, len(m.Attachments))
		}
	}
}
