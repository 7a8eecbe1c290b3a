package mailin

import (
	"net/url"
	"regexp"
	"strings"
)

var readable = map[string]bool{"http": true, "https": true, "mailto": true}

// maxLink is the length of an address that is worth reading, maxOpenLinks bounds links within links.
const (
	maxLink      = 500
	maxOpenLinks = 50
)

type link struct {
	address string
	from    int // where its text begins in out
}

func (w *htmlWriter) startLink(attr map[string]string) {
	if attr["href"] != "" && len(w.links) < maxOpenLinks {
		w.links = append(w.links, link{unwrapLink(clean(strings.TrimSpace(attr["href"]))), w.out.Len()})
	}
}

// endLink adds the address of a link when its text does not say it.
func (w *htmlWriter) endLink() {
	if len(w.links) == 0 {
		return
	}
	l := w.links[len(w.links)-1]
	w.links = w.links[:len(w.links)-1]
	text := strings.TrimSpace(w.out.String()[l.from:])
	if text == "" || len(l.address) > maxLink || strings.HasPrefix(l.address, "#") || sameAddress(text, l.address) {
		return
	}
	if scheme, _, ok := strings.Cut(l.address, ":"); ok && readable[strings.ToLower(scheme)] {
		w.put(" <" + oneLine(l.address) + ">")
	}
}

func sameAddress(text, address string) bool {
	if len(text) > 2*maxLink {
		return false
	}
	plain := func(s string) string {
		s = strings.ToLower(strings.Trim(strings.TrimSpace(s), "<>"))
		for _, p := range []string{"mailto:", "http://", "https://", "www."} {
			s = strings.TrimPrefix(s, p)
		}
		s, _, _ = strings.Cut(s, "?subject=")
		if t, err := url.PathUnescape(s); err == nil {
			s = t
		}
		return strings.TrimRight(s, "/")
	}
	return plain(text) == plain(address)
}

// unwrapLink gives the address that the sender wrote: mail systems put their own around it, to look at what
// is clicked.
func unwrapLink(s string) string {
	if len(s) > maxWrappedLink {
		return s
	}
	for range 3 { // one system's address can stand in another's
		inner := unwrapOnce(s)
		if !strings.HasPrefix(inner, "http://") && !strings.HasPrefix(inner, "https://") && !strings.HasPrefix(inner, "mailto:") {
			return s
		}
		s = inner
	}
	return s
}

// maxWrappedLink bounds what is read as a wrapped address.
const maxWrappedLink = 8 << 10

var wrappedLink = regexp.MustCompile(`https?://[A-Za-z0-9.-]*safelinks\.protection\.outlook\.com/[^\s<>"]+`)

// unwrapLinks does so in plain text, where the address of Microsoft's mail system is unmistakable.
func unwrapLinks(s string) string {
	if !strings.Contains(s, "safelinks.protection.outlook.com") {
		return s
	}
	return wrappedLink.ReplaceAllStringFunc(s, func(l string) string {
		if inner := clean(unwrapLink(l)); !strings.ContainsAny(inner, " <>\n\t") {
			return inner
		}
		return l
	})
}

func unwrapOnce(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	host := strings.ToLower(u.Hostname())
	switch {
	case strings.HasSuffix(host, ".safelinks.protection.outlook.com"): // Microsoft
		return u.Query().Get("url")
	case (host == "www.google.com" || host == "www.google.nl") && u.Path == "/url": // Gmail
		return u.Query().Get("q")
	case host == "urldefense.com" || host == "urldefense.proofpoint.com": // Proofpoint
		return undefend(u, s)
	}
	return ""
}

// undefend reads Proofpoint's version 2, with `-` for `%` and `_` for `/`, and version 3, which keeps the
// address whole but for characters it marks with `*`.
func undefend(u *url.URL, s string) string {
	if _, rest, ok := strings.Cut(s, "/v3/__"); ok {
		if inner, _, ok := strings.Cut(rest, "__;"); ok && !strings.Contains(inner, "*") {
			return inner
		}
		return ""
	}
	if !strings.HasPrefix(u.Path, "/v2/") {
		return ""
	}
	inner, err := url.QueryUnescape(strings.NewReplacer("-", "%", "_", "/").Replace(u.Query().Get("u")))
	if err != nil {
		return ""
	}
	return inner
}
