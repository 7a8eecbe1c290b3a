package mailin

import "strings"

// hiding is what a style says when its element is not shown; values that are zero in any unit follow.
var (
	hidingStyles = []string{
		";display:none", ";visibility:hidden", ";visibility:collapse", "mso-hide:all", ";opacity:0;", ";opacity:0.0;", ";color:transparent;",
	}
	hidingZeros = []string{";font-size:", ";max-height:", ";line-height:0;font-size:"}
)

// invisible tells whether an element is not shown: it says so, its letters have no size, or they have the
// colour of what they stand on.
func invisible(attr map[string]string) bool {
	if _, ok := attr["hidden"]; ok {
		return true
	}
	style := strings.ReplaceAll(squeezed(attr["style"]), "!important", "")
	if style == "" {
		return false
	}
	for _, s := range hidingStyles {
		if strings.Contains(style, s) {
			return true
		}
	}
	for _, s := range hidingZeros {
		if v, ok := property(style, s); ok && (zero(v) || s == ";font-size:" && v == "1px" && strings.Contains(style, "color:#fff")) {
			return true
		}
	}
	color, ok := property(style, ";color:")
	ground, ok2 := property(style, ";background-color:")
	if !ok2 {
		ground, ok2 = property(style, ";background:")
	}
	return ok && ok2 && color == ground
}

// property gives the value of a property of a squeezed style.
func property(style, name string) (string, bool) {
	_, rest, ok := strings.Cut(style, name)
	if !ok {
		return "", false
	}
	v, _, _ := strings.Cut(rest, ";")
	return v, true
}

// zero tells whether a length is zero: `0`, `0px`, `0.0pt`.
func zero(v string) bool {
	n := strings.TrimRight(v, "abcdefghijklmnopqrstuvwxyz%")
	return n != "" && strings.Trim(n, "0.") == ""
}

// indents tells whether a block quote is no quote: editors indent paragraphs with it.
func indents(attr map[string]string) bool {
	style := squeezed(attr["style"])
	return !strings.EqualFold(attr["type"], "cite") && !named(attr, historyNames) &&
		strings.Contains(style, ";border:none;") && !strings.Contains(style, ";border-left:")
}

// dullAlt are texts of images that tell a reader nothing.
var dullAlt = wordSet("image|img|logo|afbeelding|foto|photo|picture|icon|icoon|banner|spacer|pixel|bild|grafik|facebook|twitter|x|linkedin|instagram|" +
	"youtube|whatsapp|tiktok|pinterest|inline image|inline afbeelding|afbeelding zonder beschrijving|screenshot|tracking|open|header|footer|" +
	"avg logo|avast logo|image removed by sender|afbeelding verwijderd door afzender|handtekening|signature|emailsignature|unknown|blank|shim")

// altText gives what an image says to somebody who does not see it, "" for images that only decorate,
// count readers, or are named by a program.
func altText(attr map[string]string) string {
	alt := oneLine(clean(attr["alt"]))
	low := strings.ToLower(alt)
	dot := strings.LastIndexByte(low, '.')
	switch {
	case alt == "", len(alt) > maxLink, dullAlt[strings.Trim(low, " .")], tiny(attr["width"]), tiny(attr["height"]),
		dot > 0 && imageEnds[low[dot+1:]], strings.HasPrefix(low, "cid:"), strings.Contains(low, "automatisch gegenereerd"),
		strings.Contains(low, "automatically generated"), strings.Contains(low, "automatisch generiert"), strings.Contains(low, "générée automatiquement"):
		return ""
	case !wordsOf.MatchString(alt) && !strings.ContainsAny(alt, "0123456789"):
		return alt // an emoji, or a symbol
	}
	return "[" + alt + "]"
}

var imageEnds = wordSet("png|jpg|jpeg|gif|bmp|svg|webp|tif|tiff|emz|wmz|heic")

func tiny(length string) bool {
	l := strings.TrimSuffix(strings.TrimSpace(length), "px")
	return l == "0" || l == "1" || l == "2"
}
