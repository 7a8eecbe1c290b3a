package mailin

import "strconv"

// codePage gives the name of the charset that Windows numbers so. What is not known is taken for that of Western
// Europe.
func codePage(n int) string {
	switch {
	case n >= 1250 && n <= 1258, n == 874:
		return "windows-" + strconv.Itoa(n)
	case n > 28590 && n <= 28606:
		return "iso-8859-" + strconv.Itoa(n-28590)
	}
	if label := codePages[n]; label != "" {
		return label
	}
	return "windows-1252"
}

var codePages = map[int]string{
	437: "ibm437", 850: "ibm850", 852: "ibm852", 858: "ibm858", 866: "ibm866", 932: "shift_jis", 936: "gbk", 949: "euc-kr",
	950: "big5", 1200: "utf-16le", 1201: "utf-16be", 10000: "macintosh", 20127: "us-ascii", 20866: "koi8-r",
	20932: "euc-jp", 21866: "koi8-u", 50220: "iso-2022-jp", 51932: "euc-jp", 51949: "euc-kr", 54936: "gb18030",
	65000: "utf-7", 65001: "utf-8",
}

// fontCharsets are the code pages of the charsets of fonts in RTF (\fcharset).
var fontCharsets = map[int]int{
	77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257,
	204: 1251, 222: 874, 238: 1250,
}
