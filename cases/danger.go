package cases

import "strings"

// Dangerous tells whether a file may do something to the computer of whoever opens it: a program, a script, a page
// that can hold one, a document with macros, a shortcut, the image of a disk, or an archive that nobody looks into.
// Such a file is kept with its mail and never sent on to anyone. It asks the name, of which the last ending counts
// (brief.pdf.exe is a program), and the type, which for files that came by mail is that of their content.
func (f File) Dangerous() bool {
	kind, _, _ := strings.Cut(strings.ToLower(f.Type), ";")
	kind = strings.TrimSpace(kind)
	return dangerousEndings[ending(f.Name)] || dangerousTypes[kind] || strings.Contains(kind, "macroenabled")
}

// ending gives what stands after the last point of a name, in lower case. Windows drops points and blanks at the
// end of a name, and takes what stands after a colon for a stream of the same file.
func ending(name string) string {
	name, _, _ = strings.Cut(name, ":")
	name = strings.TrimRight(strings.ToLower(name), ". \u00A0\t")
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return ""
	}
	return name[i+1:]
}

// dangerousEndings are those that Windows, Office, macOS or a shell starts or mounts, those of documents that can
// carry macros (also the old ones, in which nothing shows it), and those of archives.
var dangerousEndings = words(`
	ade adp apk app appimage application appref-ms appx asp aspx asx bas bat bin bgi cab cdxml cer chm class cmd cnt com
	command cpl crt csh deb der diagcab dll dmg exe fxp gadget grp hlp hpj hta htc img inf ins iso isp its jar jnlp js jse ksh
	lnk mad maf mag mam maq mar mas mat mau mav maw mcf mda mdb mde mdt mdw mdz mjs mobileconfig msc msh msi msix msp mst msu
	ocx one onepkg ops osd pcd pif pkg pl plg prf prg ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psm1 py pyc pyw pyz pyzw rdp reg
	rpm run scf scpt scr sct search-ms settingcontent-ms sh shb shs sys terminal theme tmp udl url vb vbe vbp vbs vhd vhdx
	vsto vsw webloc webpnp website wim workflow ws wsc wsf wsh xbap xll xnk
	htm html mht mhtml shtml svg svgz swf xht xhtml xsl xslt
	docm dotm xlam xlm xlsb xlsm xltm potm ppam ppsm pptm sldm
	doc dot pot pps ppt wiz xla xls xlt
	7z ace arj bz2 gz lha lzh rar tar tbz2 tgz txz xz z zip zipx zst`)

// dangerousTypes are the same things by their media types.
var dangerousTypes = words(`
	application/hta application/java-archive application/java-vm application/javascript application/x-javascript
	application/vnd.android.package-archive application/vnd.microsoft.portable-executable application/x-apple-diskimage
	application/x-bat application/x-csh application/x-dosexec application/x-elf application/x-executable
	application/x-iso9660-image application/x-mach-binary application/x-ms-application application/x-ms-installer
	application/x-ms-shortcut application/x-msdos-program application/x-msdownload application/x-msi application/x-perl
	application/x-python-code application/x-rpm application/vnd.debian.binary-package application/x-sh
	application/x-sharedlib application/x-shellscript application/x-shockwave-flash application/ecmascript
	text/ecmascript text/javascript text/vbscript text/x-python text/x-script text/x-sh text/x-shellscript
	application/xhtml+xml image/svg+xml text/html application/x-mimearchive
	application/msword application/vnd.ms-excel application/vnd.ms-office application/vnd.ms-powerpoint
	application/x-ole-storage application/onenote
	application/gzip application/vnd.ms-cab-compressed application/vnd.rar application/x-7z-compressed application/x-bzip2
	application/x-compressed application/x-gzip application/x-rar application/x-rar-compressed application/x-tar
	application/x-xz application/x-zip-compressed application/zip application/zstd`)

// words makes a set of the words of a text.
func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}
