package postroom

import (
	"bytes"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
)

// Whatever comes in: no word of it is lost, IMAP gives the bytes that lie in the mailbox, and one field alone speaks
// for the provider.
func FuzzStamp(f *testing.F) {
	for _, seed := range []string{
		"Subject: x\r\n\r\nwoorden\r\n", "Subject: x\n\nwoorden\n", "woorden", "", "\r\n\r\nwoorden", "From x Mon\r\nSubject: x\r\n\r\nwoorden",
		" begint met spatie\r\nSubject: x\r\n\r\nwoorden", "geen dubbele punt\r\nSubject: x\r\n\r\nwoorden", "a b: x\r\n\r\nwoorden",
		": leeg\r\n\r\nwoorden", "Subject: x\r\n \r\n\r\nwoorden", "Sub\x00ject: x\r\n\r\nwoorden", "Content-Type: multipart/mixed\r\n\r\nwoorden",
		"Subject: x\r\r\n\r\nwoorden", "Subject : x\r\n\tgevouwen\r\n", "\xffx: y\r\n\r\nwoorden", "X:\r\n\r\nwoorden",
		"Authentication-Results: mx.example; dmarc=pass\r\n\r\nwoorden", "authentication-results\t:\r\n MX.example ; dmarc=pass\r\n\r\nwoorden",
	} {
		f.Add([]byte(seed))
	}
	room := &Room{opts: Options{AuthServ: "mx.example", Now: func() time.Time { return time.Unix(1_800_000_000, 0) }}}
	f.Fuzz(func(t *testing.T, mail []byte) {
		head, body := repair(mail)
		lies := room.stamp(envelope{from: "iemand@example.org", helo: "outside.example"}, "klachten@example.org", head, body)
		if got := imapserver.ExtractBodySection(bytes.NewReader(lies), &imap.FetchItemBodySection{}); !bytes.Equal(got, lies) {
			t.Errorf("the mailbox has\n%q\nIMAP gives\n%q", lies, got)
		}
		kept := append(join(head), body...)
		if bytes.Count(mail, []byte("woorden")) != bytes.Count(kept, []byte("woorden")) {
			t.Errorf("words of %q are gone from %q", mail, kept)
		}
		if !bytes.HasSuffix(lies, append([]byte("\r\n"), body...)) {
			t.Errorf("the body %q does not end %q", body, lies)
		}
		results := 0
		again, _ := repair(lies)
		for _, field := range again {
			if room.claimsUs(field) {
				results++
			}
		}
		if results != 1 {
			t.Errorf("%d fields speak for the provider in %q", results, lies)
		}
	})
}
