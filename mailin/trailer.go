package mailin

import "strings"

// dropDevices drops lines like "Verstuurd vanaf mijn iPhone".
func dropDevices(lines []string) []string {
	var kept []string
	for _, l := range lines {
		if !isDevice(l) {
			kept = append(kept, l)
		}
	}
	return kept
}

func isDevice(l string) bool {
	if len(l) > 300 {
		return false
	}
	l = strings.Trim(plainLine(l), "_-–—[]()<>. \t")
	if !deviceWords[firstWord(l)] && !namesDevice(l) {
		return false
	}
	l = address.ReplaceAllString(l, "")
	l = strings.Trim(apology.ReplaceAllString(l, ""), "[]()<>. \t")
	return len(l) > 8 && len(l) < 100 && !strings.ContainsAny(l, ",;") && len(strings.Fields(l)) <= 12 && device.MatchString(l)
}

func namesDevice(l string) bool {
	return strings.Contains(l, "outlook") || strings.Contains(l, "iphone") || strings.Contains(l, "ipad") || strings.Contains(l, "mobile") || strings.HasPrefix(l, "发自")
}

// maxSignature is the number of lines with text up to which what stands under `--` is a signature: a
// letter that is divided with dashes goes on for longer.
const maxSignature = 14

// cutSignature cuts at the signature delimiter (RFC 3676 4.3), with or without its blank, and at the
// footer of a mailing list.
func cutSignature(lines []string) []string {
	rest := 0
	cut := len(lines)
	for i := len(lines) - 1; i >= 0 && rest <= maxSignature; i-- {
		l := strings.TrimSpace(lines[i])
		if l == "--" || l != "" && strings.Trim(l, "_-–—=*") == "" && (listFooter(lines[i:]) || underlined(l, lines[i+1:])) {
			cut = i
		}
		if l != "" {
			rest++
		}
	}
	return lines[:cut]
}

// underlined tells whether a long line of underscores has a few short lines under it, a name and a function.
func underlined(l string, rest []string) bool {
	if len(l) < minUnderline || strings.Trim(l, "_—") != "" || !said(rest) {
		return false
	}
	n := 0
	for _, r := range rest {
		if t := plainLine(r); t != "" {
			n++
			if sentence(t) || strings.HasPrefix(t, "-") || strings.HasPrefix(t, "•") || t[0] >= '1' && t[0] <= '9' {
				return false
			}
		}
	}
	return n <= maxUnderlined
}

// minUnderline is the length in bytes of a line above a signature, maxUnderlined the lines of the signature.
const (
	minUnderline  = 20
	maxUnderlined = 6
)

func listFooter(lines []string) bool {
	s := strings.ToLower(strings.Join(lines, " "))
	for _, w := range listWords {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// trimSeparators drops lines of dashes and the like at the end: the original stood under them.
func trimSeparators(lines []string) []string {
	end := len(lines)
	for end > 0 && strings.Trim(lines[end-1], "-_–—=*~ \t"+marks) == "" {
		end--
	}
	return lines[:end]
}

// dropBanner drops the warnings of the receiver's mail system at the top.
func dropBanner(lines []string) []string {
	for range 3 {
		i := 0
		for i < len(lines) && strings.Trim(lines[i], "-_–—=*|> \t"+marks) == "" {
			i++
		}
		if i == len(lines) || len(lines[i]) > 1000 || !banner.MatchString(plainLine(lines[i])) {
			return lines
		}
		for i++; i < len(lines) && goesOnAsBanner(lines[i]); {
			i++
		}
		lines = lines[i:]
	}
	return lines
}

func goesOnAsBanner(l string) bool {
	return strings.TrimSpace(l) != "" && !said([]string{l}) || len(l) < 1000 && bannerMore.MatchString(plainLine(l))
}
