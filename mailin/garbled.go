package mailin

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// ungarbled undoes what Outlook does to a link when its option for UTF-8 in mailto links is off: it reads the bytes of
// UTF-8 as letters of Windows-1252, so that Cafés becomes CafÃ©s. Text that nobody garbled is no UTF-8 when it is written
// in Windows-1252, and stays.
func ungarbled(s string) string {
	b, err := charmap.Windows1252.NewEncoder().String(s)
	if err != nil || !utf8.ValidString(b) {
		return s
	}
	return b
}
