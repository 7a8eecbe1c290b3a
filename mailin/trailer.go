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
	l, _, _ = strings.Cut(plainLine(l), "<http")
	l = strings.Trim(l, "_-–—[](). \t")
	return len(l) > 8 && len(l) < 100 && !strings.ContainsAny(l, ",;") && len(strings.Fields(l)) <= 10 &&
		(deviceWords[firstWord(l)] || strings.Contains(l, "outlook")) && device.MatchString(l)
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
		if l == "--" || l != "" && strings.Trim(l, "_") == "" && listFooter(lines[i:]) {
			cut = i
		}
		if l != "" {
			rest++
		}
	}
	return lines[:cut]
}

func listFooter(lines []string) bool {
	if len(lines) > maxSignature {
		return false
	}
	s := strings.ToLower(strings.Join(lines, " "))
	return strings.Contains(s, "mailing list") || strings.Contains(s, "listinfo") || strings.Contains(s, "unsubscribe")
}

// dropDisclaimers drops paragraphs that begin like a disclaimer and go on like one, but not the first.
func dropDisclaimers(lines []string) []string {
	var kept []string
	for i := 0; i < len(lines); {
		end := i
		for end < len(lines) && strings.TrimSpace(lines[end]) != "" {
			end++
		}
		if !said(kept) || !isDisclaimer(lines[i:end]) {
			kept = append(kept, lines[i:end]...)
		}
		if end < len(lines) {
			kept = append(kept, "")
			end++
		}
		i = end
	}
	return kept
}

func isDisclaimer(paragraph []string) bool {
	if len(paragraph) == 0 || !disclaimer.MatchString(plainLine(paragraph[0])) {
		return false
	}
	s := strings.ToLower(strings.Join(paragraph, " "))
	found := map[string]bool{}
	for _, w := range disclaimerWords.FindAllString(s, 50) {
		found[w] = true
	}
	return len(found) >= 2 || len(found) == 1 && len(s) < 160 && strings.HasPrefix(s, "disclaimer")
}

// dropBanner drops a warning of the receiver's mail system at the top.
func dropBanner(lines []string) []string {
	i := skipBlank(lines, 0)
	if i == len(lines) || len(lines[i]) > 1000 || !banner.MatchString(plainLine(lines[i])) {
		return lines
	}
	for i < len(lines) && strings.TrimSpace(lines[i]) != "" {
		i++
	}
	return lines[i:]
}

// trimSeparators drops lines of dashes and the like at the end: the original stood under them.
func trimSeparators(lines []string) []string {
	end := len(lines)
	for end > 0 && strings.Trim(lines[end-1], "-_=*~ \t"+string(mark)) == "" {
		end--
	}
	return lines[:end]
}
