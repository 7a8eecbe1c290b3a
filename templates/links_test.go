package templates

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// plainLink is what a mailto may look like so that every mail program opens it: letters, digits and %XX, no +, no
// bracket, no quote, one ? and one & (RFC 6068 section 2).
var plainLink = regexp.MustCompile(`^mailto:[A-Za-z0-9@._~-]+\?subject=(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*(?:&body=(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*)?$`)

func TestLinksAreReadBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		subject := rapid.StringMatching(`[\x20-\x7eéë€“”]{0,80}`).Draw(rt, "subject")
		body := rapid.StringMatching(`[\x20-\x7eéë€“”\n]{0,300}`).Draw(rt, "body")
		link := mailtoBody("klachten@kluppluz.example", subject, body)
		if !plainLink.MatchString(link) || len(link) > maxMailto {
			rt.Fatalf("link of %d bytes: %s", len(link), link)
		}
		u, err := url.Parse(link)
		if err != nil {
			rt.Fatal(err)
		}
		if got := u.Query().Get("subject"); got != subject || u.Opaque != "klachten@kluppluz.example" {
			rt.Fatalf("opens to %q with %q, want %q", u.Opaque, got, subject)
		}
		if got := u.Query().Get("body"); got != strings.ReplaceAll(body, "\n", "\r\n") && strings.Contains(link, "&body=") {
			rt.Fatalf("opens with the text %q, want %q", got, body)
		}
	})
}
