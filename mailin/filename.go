package mailin

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxName is the length of a file name in characters, maxNameBytes that in bytes: file systems have room for 255.
const (
	maxName      = 120
	maxNameBytes = 240
)

// fileName cleans a file name: no path, nothing that cannot be seen, nothing that a file system or a shell reads as
// more than a name, and not the name of a device.
func fileName(s string) string {
	s = norm.NFC.String(oneLine(s))
	if i := strings.LastIndexAny(s, `/\`); i >= 0 {
		s = s[i+1:]
	}
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"|?*`, r) {
			return '_'
		}
		return r
	}, s)
	s = strings.TrimRight(strings.TrimLeft(s, ". "), ". ") // Windows drops points and blanks at the end
	if base, _, _ := strings.Cut(s, "."); devices[strings.ToLower(strings.TrimSpace(base))] {
		s = "_" + s
	}
	return shortName(s)
}

// devices are names that Windows never takes for a file, whatever their ending.
var devices = set("con", "prn", "aux", "nul", "conin$", "conout$", "clock$",
	"com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "com¹", "com²", "com³",
	"lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "lpt¹", "lpt²", "lpt³")

// shortName cuts a name that is too long before its ending.
func shortName(s string) string {
	if len(s) <= maxName || utf8.RuneCountInString(s) <= maxName && len(s) <= maxNameBytes {
		return s
	}
	base, ext := s, ""
	if i := strings.LastIndexByte(s, '.'); i > len(s)-10 && i > 0 {
		base, ext = s[:i], s[i:]
	}
	base = cutTo(base, maxName-utf8.RuneCountInString(ext))
	for len(base)+len(ext) > maxNameBytes {
		_, n := utf8.DecodeLastRuneInString(base)
		base = base[:len(base)-n]
	}
	return strings.TrimRight(base, ". ") + ext
}
