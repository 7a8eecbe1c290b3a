package mailin

import "strings"

const (
	pgpSigned    = "-----BEGIN PGP SIGNED MESSAGE-----"
	pgpSignature = "-----BEGIN PGP SIGNATURE-----"
	pgpEnd       = "-----END PGP SIGNATURE-----"
)

// unarmour gives what was signed within a text (RFC 9580 7): without the lines around it and with its own dashes. The
// signature is not judged.
func unarmour(s string) string {
	if !strings.Contains(s, pgpSigned) {
		return s
	}
	const text, header, signed, signature = 0, 1, 2, 3
	var out []string
	state := text
	for l := range strings.SplitSeq(s, "\n") {
		switch t := strings.TrimRight(l, " \t"); {
		case state == text && t == pgpSigned:
			state = header // lines like `Hash: SHA256`, up to a blank one
		case state == header:
			if t == "" {
				state = signed
			}
		case state == signed && t == pgpSignature:
			state = signature
		case state == signature:
			if t == pgpEnd {
				state = text
			}
		case state == signed:
			out = append(out, strings.TrimPrefix(l, "- "))
		default:
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}
