package mailin

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
)

// magics are how the content of a file begins, and what it is then.
var magics = []struct {
	at    int
	bytes string
	kind  string
}{
	{0, "%PDF-", "application/pdf"},
	{0, "\x89PNG\r\n\x1a\n", "image/png"},
	{0, "\xff\xd8\xff", "image/jpeg"},
	{0, "GIF87a", "image/gif"},
	{0, "GIF89a", "image/gif"},
	{0, "II*\x00", "image/tiff"},
	{0, "MM\x00*", "image/tiff"},
	{0, "BM", "image/bmp"}, // two letters are believed of what is no text
	{8, "WEBP", "image/webp"},
	{8, "WAVE", "audio/wav"},
	{8, "AVI ", "video/x-msvideo"},
	{4, "ftypheic", "image/heic"},
	{4, "ftypheix", "image/heic"},
	{4, "ftypmif1", "image/heic"},
	{4, "ftypavif", "image/avif"},
	{4, "ftypqt", "video/quicktime"},
	{4, "ftypM4A", "audio/mp4"},
	{4, "ftyp", "video/mp4"},
	{0, "ID3\x02", "audio/mpeg"},
	{0, "ID3\x03", "audio/mpeg"},
	{0, "ID3\x04", "audio/mpeg"},
	{0, "OggS", "audio/ogg"},
	{0, "{\\rtf", "application/rtf"},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", oleType},
	{30, "mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"},
	{30, "mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"},
	{0, "PK\x03\x04", zipType},
	{0, "PK\x05\x06", zipType},
	{0, "Rar!\x1a\x07", "application/vnd.rar"},
	{0, "7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"},
	{0, "\x1f\x8b\x08", "application/gzip"},
	{4, "1AY&SY", "application/x-bzip2"},
	{0, "\xfd7zXZ\x00", "application/x-xz"},
	{0, "MSCF\x00\x00\x00\x00", "application/vnd.ms-cab-compressed"},
	{257, "ustar", "application/x-tar"},
	{0, "MZ", "application/x-msdownload"},
	{0, "\x7fELF", "application/x-executable"},
	{0, "\xcf\xfa\xed\xfe", "application/x-mach-binary"},
	{0, "\xca\xfe\xba\xbe", "application/java-vm"},
	{0, "L\x00\x00\x00\x01\x14\x02\x00", "application/x-ms-shortcut"},
	{0, "#!/", "application/x-shellscript"},
	{0, "ITSF", "application/vnd.ms-htmlhelp"},
	{0, "\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", "application/onenote"},
	{0, "\x78\x9f\x3e\x22", "application/ms-tnef"},
}

const (
	zipType = "application/zip"
	oleType = "application/x-ole-storage"
)

// vague labels say nothing of the content.
var vague = set("", "application/octet-stream", "binary/octet-stream", "application/binary", "application/download",
	"application/force-download", "application/x-download", "application/unknown", "application/x-unknown",
	"application/x-octet-stream", "application/octetstream", "application/*", "*/*", "image/*", "text/*", "file/unknown")

// typeOf tells what a file is: by its content where that shows it, else by its label, else by the ending of its
// name. A container of many types, a zip or an OLE file, is what label or name say that it contains, as long as
// that is one of those. Nothing is ever opened for it.
func typeOf(label, name string, head []byte) string {
	if alias := aliases[label]; alias != "" {
		label = alias
	}
	byName, found := endings[endingOf(name)], magicOf(head)
	said := label
	if vague[label] {
		said = byName
	}
	switch {
	case found != "" && (said == found || within(found, said)):
		return said
	case found != "":
		return found
	case byName != "" && vague[label] && !magical[byName]:
		return byName
	case label == "":
		return "application/octet-stream"
	}
	return label
}

func endingOf(name string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
}

// magicOf finds the type by the first bytes, "" when they show none.
func magicOf(head []byte) string {
	for _, m := range magics {
		if len(head) >= m.at && bytes.HasPrefix(head[m.at:], []byte(m.bytes)) && (len(m.bytes) > 2 || bytes.IndexByte(head, 0) >= 0) {
			return m.kind
		}
	}
	text := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
	for _, begin := range []string{"<!doctype html", "<html", "<head>", "<body", "<script"} {
		if bytes.HasPrefix(text, []byte(begin)) {
			return "text/html"
		}
	}
	if bytes.HasPrefix(text, []byte("<svg")) || bytes.HasPrefix(text, []byte("<?xml")) && bytes.Contains(text, []byte("<svg")) {
		return "image/svg+xml"
	}
	return ""
}

// families are containers, with parts of the names of the types that they can contain.
var families = map[string][]string{
	zipType:               {"openxmlformats", "opendocument", "macroenabled", "epub", "java-archive", "android", "iwork", "onlyoffice"},
	oleType:               {"msword", "ms-excel", "ms-powerpoint", "ms-outlook", "msi", "visio", "ms-works", "ms-project", "ms-publisher"},
	"video/mp4":           {"video/", "audio/"},
	"text/html":           {"html", "message/", "xml"},
	"application/rtf":     {"rtf", "richtext"},
	"image/heic":          {"image/heif"},
	"image/tiff":          {"image/"}, // raw photographs begin like TIFF
	"audio/mpeg":          {"audio/"},
	"audio/wav":           {"audio/"},
	"application/ms-tnef": {"tnef"},
}

func within(container, kind string) bool {
	return slices.ContainsFunc(families[container], func(part string) bool { return strings.Contains(kind, part) })
}

// aliases are other names of types.
var aliases = map[string]string{
	"image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "image/x-png": "image/png", "image/tif": "image/tiff",
	"application/x-pdf": "application/pdf", "text/pdf": "application/pdf", "application/x-zip-compressed": zipType,
	"application/x-zip": zipType, "application/x-gzip": "application/gzip", "image/x-ms-bmp": "image/bmp",
	"application/x-rar-compressed": "application/vnd.rar", "application/x-rar": "application/vnd.rar",
	"audio/x-wav": "audio/wav", "application/x-tar-gz": "application/gzip", "image/heif": "image/heic",
}

// endings tell the type of a file with a vague label.
var endings = map[string]string{
	"pdf": "application/pdf", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif",
	"tif": "image/tiff", "tiff": "image/tiff", "heic": "image/heic", "webp": "image/webp", "bmp": "image/bmp",
	"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	"docm": "application/vnd.ms-word.document.macroenabled.12", "xlsm": "application/vnd.ms-excel.sheet.macroenabled.12",
	"pptm": "application/vnd.ms-powerpoint.presentation.macroenabled.12",
	"doc":  "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint",
	"msg": "application/vnd.ms-outlook", "odt": "application/vnd.oasis.opendocument.text",
	"ods": "application/vnd.oasis.opendocument.spreadsheet", "rtf": "application/rtf", "txt": "text/plain",
	"csv": "text/csv", "ics": "text/calendar", "vcf": "text/vcard", "eml": "message/rfc822", "html": "text/html",
	"htm": "text/html", "xml": "application/xml", "json": "application/json", "zip": zipType, "mp3": "audio/mpeg",
	"m4a": "audio/mp4", "mp4": "video/mp4", "mov": "video/quicktime", "p7m": "application/pkcs7-mime",
	"p7s": "application/pkcs7-signature", "asc": "application/pgp-signature",
}

// magical are types that cannot be without their magic: a name that ends in them is not enough.
var magical = func() map[string]bool {
	kinds := map[string]bool{}
	for _, m := range magics {
		kinds[m.kind] = true
	}
	for _, kind := range endings {
		kinds[kind] = kinds[kind] || within(zipType, kind) || within(oleType, kind)
	}
	return kinds
}()
