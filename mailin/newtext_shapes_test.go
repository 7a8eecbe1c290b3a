package mailin

import (
	"strings"
	"testing"
)

// TestNewTextKnowsHowTheWorldQuotes holds the words that mail programs put above the mail they answer.
func TestNewTextKnowsHowTheWorldQuotes(t *testing.T) {
	const reply = "Dank voor uw antwoord.\nHet hek is nu dicht."
	const quoted, plain = "\n\n> Beste ouder,\n> Dank u.", "\n\nBeste ouder,\nDank u."
	for name, history := range map[string]string{
		"en day-month-year":         "On 11-Mar-2025, at 6:54 PM, Desk <desk@opvang.example> wrote:" + plain,
		"en no address":             "On 03/04/2025 07:10 AM, The Desk wrote:" + quoted,
		"en no clock":               "On Thursday, June 27, 2024, desk via Opvang wrote:" + quoted,
		"en timezone":               "On Tue, 2025-03-04 at 18:02 +0530, The Desk wrote:" + quoted,
		"en glued wrote":            "On Tue, Mar 4, 2025 at 8:59 AM, The Desk\n<desk@opvang.example>wrote:" + plain,
		"en three lines":            "On Mar 4, 2025, at 12:47 PM, The Desk <\n416ffd3258d4d2fa4c85cfa4c44e1721d66e3e8f4@opvang.example>\nwrote:" + plain,
		"en sent":                   "On 11-Mar-2025, at 6:54 PM, Desk <desk@opvang.example> sent:" + quoted,
		"en said":                   "On Mar 4, 2025, Desk <desk@opvang.example> said:" + quoted,
		"en usenet":                 "In message <abc@opvang.example>, The Desk writes:" + quoted,
		"en at":                     "At 3/4/2025 08:32 PM, you wrote:" + quoted,
		"en name first":             "The Desk <desk@opvang.example> wrote on Tue, 4 Mar 2025 at 08:15:" + plain,
		"en name and address":       "The Desk (desk@opvang.example) wrote:" + quoted,
		"en via":                    "The Desk via Opvang wrote:" + quoted,
		"en quoted name":            "On 2025-03-04 10:15, \"Desk, the\" <desk@opvang.example> wrote:" + plain,
		"en dashes":                 "------On 12/29/2024 17:32 PM, The Desk wrote-----" + plain,
		"zoho":                      "---- On Tue, 04 Mar 2025 14:17:36 +0100 Desk <desk@opvang.example> wrote ----" + plain,
		"zoho nl":                   "---- Op di, 04 mrt. 2025 14:17:36 +0100 Klachten <klachten@opvang.example> schreef ----" + plain,
		"gmail old":                 "2025-03-04 11:28 GMT+01:00 Klachten <\nklachten@opvang.example>:" + quoted,
		"gmail older":               "2025/3/4 Klachten <klachten@opvang.example>" + quoted,
		"nl thunderbird name first": "Klachten schreef op 4-3-2025 om 10:15:" + quoted,
		"nl roundcube":              "Klachten schreef op 2025-03-04 10:15:" + quoted,
		"nl apple without colon":    "Op 4 mrt. 2025, om 10:15 heeft Klachten <klachten@opvang.example> het volgende geschreven" + quoted,
		"nl apple long":             "Op 4-mrt.-2025, om 13:18 heeft Klachten van de Opvang <klachten@opvang.example> het volgende geschreven:" + plain,
		"nl proton":                 "Op dinsdag 4 maart 2025 om 10:15 AM, Klachten <klachten@opvang.example> schreef:" + plain,
		"nl proton verzonden":       "Verzonden vanuit Proton Mail\n\nOp dinsdag 4 maart 2025 om 10:15 schreef Klachten <klachten@opvang.example>:" + plain,
		"nl outlook mobile":         "Verzonden vanuit Outlook voor Android<https://aka.ms/AAb9ysg>\n________________________________\nVan: Klachten <klachten@opvang.example>\nVerzonden: Tuesday, March 4, 2025 10:15:00 AM\nAan: Ouder <a@x.example>\nOnderwerp: Re: Hek" + plain,
		"nl outlook many":           "Van: Klachten <klachten@opvang.example>\nVerzonden: dinsdag 4 maart 2025 10:15\nAan: 'Ouder' <a@x.example>; Ander <b@x.example>;\n Derde <c@x.example>\nCC: Vierde <d@x.example>\nOnderwerp: RE: Hek\nUrgentie: Hoog" + plain,
		"nl bold label":             "**Van:** Klachten <klachten@opvang.example>\n**Verzonden:** dinsdag 4 maart 2025 10:15\n**Aan:** Ouder\n**Onderwerp:** RE: Hek" + plain,
		"nl outlook.com short":      "________________________________\nVan: Klachten <klachten@opvang.example>\nVerzonden: dinsdag 4 maart 2025 10:15" + plain,
		"nl samsung":                "\n-------- Oorspronkelijk bericht --------\nVan: Klachten <klachten@opvang.example>\nDatum: 04-03-2025  10:15  (GMT+01:00)\nAan: a@x.example\nOnderwerp: Re: Hek" + plain,
		"nl kpn webmail":            "---- Oorspronkelijk bericht ----\nVan : klachten@opvang.example\nDatum : 04/03/2025 - 10:15 (CET)\nAan : a@x.example\nOnderwerp : Hek" + plain,
		"nl ziggo webmail":          "Op 04-03-2025 10:15 CET schreef Klachten <klachten@opvang.example>:" + "\n\n\nBeste ouder,",
		"nl bericht van":            "----- Bericht van klachten@opvang.example op 4 maart 2025 10:15 -----" + plain,
		"nl original by":            "--- Oorspronkelijke e-mail ---\nVan: Klachten\nDatum: 4 maart 2025" + plain,
		"de gmail name first":       "Die Stelle <amt@opvang.example> schrieb am Di., 4. März 2025, 10:15:" + plain,
		"de apple":                  "Am 04.03.2025 um 10:15 schrieb Amt <amt@opvang.example>:" + plain,
		"de gmx":                    "Gesendet: Dienstag, 04. März 2025 um 10:15 Uhr\nVon: \"Amt\" <amt@opvang.example>\nAn: a@x.example\nBetreff: Tor" + plain,
		"de antwort":                "-----Antwort Nachricht-----" + plain,
		"de original":               "----- Ursprüngliche Nachricht -----\nVon: Amt\nGesendet: 04.03.2025 10:15\nAn: Eltern\nBetreff: Tor" + plain,
		"de schrieben sie":          "Am 4. März 2025 schrieben Sie:" + quoted,
		"de cc kopie":               "Von: Amt <amt@opvang.example>\nDatum: Dienstag, 4. März 2025 um 10:15\nAn: Eltern <a@x.example>\nKopie: B <b@x.example>\nBetreff: Tor" + plain,
		"fr gmail":                  "Le mar. 4 mars 2025 à 10:15, Service <service@opvang.example> a écrit :" + plain,
		"fr apple":                  "Le 4 mars 2025 à 10:15, Service <service@opvang.example<mailto:service@opvang.example>> a écrit:" + plain,
		"fr thunderbird":            "Le 04/03/2025 à 10:15, Service a écrit :" + quoted,
		"fr orange":                 "> Message du 04/03/25 10:15\n> De : \"Service\" <service@opvang.example>\n> A : a@x.example\n> Copie à : \n> Objet : Porte\n> \n> Bonjour",
		"fr laposte":                "De: \"Service\" <service@opvang.example>\nÀ: a@x.example\nEnvoyé: Mardi 4 Mars 2025 10:15:00\nObjet: Porte" + plain,
		"fr nbsp":                   "De\u00a0: Service <service@opvang.example>\nEnvoyé\u00a0: mardi 4 mars 2025 10:15\nÀ\u00a0: Parent\nObjet\u00a0: Porte" + plain,
		"fr date":                   "De : Service <service@opvang.example>\nDate : mardi, 4 mars 2025 à 10:15\nÀ : Parent <a@x.example>\nObjet : Porte" + plain,
		"es gmail":                  "El mar, 4 mar 2025 a las 10:15, Servicio (<s@opvang.example>) escribió:" + plain,
		"es outlook":                "De: Servicio <s@opvang.example>\nEnviado: martes, 4 de marzo de 2025 10:15\nPara: Padre\nAsunto: RE: Puerta" + plain,
		"it gmail":                  "Il giorno mar 4 mar 2025 alle ore 10:15 Servizio <s@opvang.example> ha scritto:" + plain,
		"pt gmail":                  "Em ter., 4 de mar. de 2025 às 10:15, Serviço <s@opvang.example> escreveu:" + plain,
		"pt from":                   "De: Serviço <s@opvang.example>\nEnviada em: terça-feira, 4 de março de 2025 10:15\nPara: Pai\nAssunto: RES: Porta" + plain,
		"da gmail":                  "Den tir. 4. mar. 2025 kl. 10.15 skrev Kontor <k@opvang.example>:" + plain,
		"no gmail":                  "tir. 4. mars 2025 kl. 10:15 skrev Kontor <k@opvang.example>:" + plain,
		"no apple":                  "4. mar. 2025 kl. 10:15 skrev Kontor <k@opvang.example>:" + plain,
		"sv gmail":                  "Den tis 4 mars 2025 kl 10:15 skrev Kontor <k@opvang.example>:" + plain,
		"sv apple":                  "4 mars 2025 kl. 10:15 skrev Kontor <k@opvang.example>:" + plain,
		"sv block":                  "Från: Kontor [mailto:k@opvang.example]\nSkickat: den 4 mars 2025 10:15\nTill: Förälder\nÄmne: RE: Grind" + plain,
		"fi gmail":                  "ti 4. maalisk. 2025 klo 10.15 Toimisto (t@opvang.example) kirjoitti:" + plain,
		"pl gmail":                  "wt., 4 mar 2025 o 10:15 Biuro <b@opvang.example> napisał(a):" + plain,
		"pl wp":                     "W dniu 2025-03-04 10:15:39 użytkownik Biuro <b@opvang.example> napisał:" + plain,
		"cs gmail":                  "út 4. 3. 2025 v 10:15 odesílatel Úřad <u@opvang.example> napsal:" + plain,
		"cs outlook":                "Od: Úřad <u@opvang.example>\nOdesláno: úterý 4. března 2025 10:15\nKomu: Rodič\nPředmět: RE: Brána" + plain,
		"sk gmail":                  "ut 4. 3. 2025 o 10:15 Úrad <u@opvang.example> napísal(a):" + plain,
		"hu gmail":                  "Iroda <i@opvang.example> ezt írta (időpont: 2025. márc. 4., K, 10:15):" + plain,
		"hu outlook":                "Feladó: Iroda <i@opvang.example>\nElküldve: 2025. március 4., kedd 10:15\nCímzett: Szülő\nTárgy: RE: Kapu" + plain,
		"ro gmail":                  "În mar., 4 mar. 2025 la 10:15, Birou <b@opvang.example> a scris:" + plain,
		"ro outlook":                "De la: Birou <b@opvang.example>\nTrimis: marți, 4 martie 2025 10:15\nCătre: Părinte\nSubiect: RE: Poarta" + plain,
		"tr gmail":                  "Ofis <o@opvang.example>, 4 Mar 2025 Sal, 10:15 tarihinde şunu yazdı:" + plain,
		"tr outlook":                "Kimden: Ofis <o@opvang.example>\nGönderildi: 4 Mart 2025 Salı 10:15\nKime: Veli\nKonu: Kapı" + plain,
		"ru gmail":                  "вт, 4 мар. 2025 г. в 10:15, Бюро <b@opvang.example>:" + plain,
		"ru mail.ru":                "Вторник, 4 марта 2025, 10:15 +03:00 от Бюро <b@opvang.example>:" + quoted,
		"ru outlook":                "От: Бюро <b@opvang.example>\nОтправлено: 4 марта 2025 г. 10:15\nКому: Родитель\nТема: RE: Ворота" + plain,
		"uk gmail":                  "вт, 4 бер. 2025 р. о 10:15 Бюро <b@opvang.example> пише:" + plain,
		"uk ukr.net":                "--- Оригінальне повідомлення ---\nВід кого: \"Бюро\" <b@opvang.example>\nДата: 4 березня 2025, 10:15:00" + plain,
		"el gmail":                  "Στις Τρί 4 Μαρ 2025 στις 10:15 π.μ., ο χρήστης Γραφείο <g@opvang.example> έγραψε:" + plain,
		"el outlook":                "Από: Γραφείο <g@opvang.example>\nΣτάλθηκε: Τρίτη, 4 Μαρτίου 2025 10:15\nΠρος: Γονέας\nΘέμα: RE: Πύλη" + plain,
		"bg gmail":                  "На вт, 4.03.2025 г. в 10:15 Бюро <b@opvang.example> написа:" + plain,
		"hr gmail":                  "uto, 4. ožu 2025. u 10:15 Ured <u@opvang.example> napisao je:" + plain,
		"sl gmail":                  "V V tor., 4. mar. 2025 ob 10:15 je oseba Urad <u@opvang.example> napisala:" + plain,
		"lt gmail":                  "2025-03-04, an, 10:15 Biuras <b@opvang.example> rašė:" + plain,
		"lv gmail":                  "otrd., 2025. g. 4. marts, plkst. 10:15 — lietotājs Birojs (<b@opvang.example>) rakstīja:" + plain,
		"et gmail":                  "Kontor <k@opvang.example> kirjutas kuupäeval T, 4. märts 2025 kell 10:15:" + plain,
		"ca gmail":                  "Missatge de Oficina <o@opvang.example> del dia dt., 4 de març 2025 a les 10:15:" + plain,
		"ar gmail":                  "في الثلاثاء، 4 مارس 2025 في 10:15 ص تمت كتابة ما يلي بواسطة مكتب <m@opvang.example>:" + plain,
		"he gmail":                  "\u202bבתאריך יום ג׳, 4 במרץ 2025 ב-10:15 מאת משרד <m@opvang.example>:" + plain,
		"vi gmail":                  "Vào 10:15, Th 3, 4 thg 3, 2025 Văn phòng <v@opvang.example> đã viết:" + plain,
		"id gmail":                  "Pada Sel, 4 Mar 2025 pukul 10.15 Kantor <k@opvang.example> menulis:" + plain,
		"zh gmail":                  "办公室 <b@opvang.example> 于2025年3月4日周二 10:15写道：" + plain,
		"zh apple":                  "在 2025年3月4日，10:15，办公室 <b@opvang.example> 写道：" + plain,
		"zh outlook":                "发件人: 办公室 <b@opvang.example>\n发送时间: 2025年3月4日 10:15\n收件人: 家长\n主题: 答复: 大门" + plain,
		"zh qq":                     "------------------ 原始邮件 ------------------\n发件人: \"办公室\" <b@opvang.example>;\n发送时间: 2025年3月4日(星期二) 上午10:15\n收件人: \"家长\"<a@x.example>;\n主题: 大门" + plain,
		"zh fullwidth":              "发件人：办公室 <b@opvang.example>\n日期：2025年3月4日 10:15\n收件人：家长\n主题：大门" + plain,
		"ja gmail":                  "2025年3月4日(火) 10:15 事務所 <j@opvang.example>:" + quoted,
		"ja outlook":                "差出人: 事務所 <j@opvang.example>\n送信日時: 2025年3月4日 10:15\n宛先: 保護者\n件名: RE: 門" + plain,
		"ko gmail":                  "2025년 3월 4일 (화) 오전 10:15, 사무실 <k@opvang.example>님이 작성:" + plain,
		"ko outlook":                "보낸 사람: 사무실 <k@opvang.example>\n보낸 날짜: 2025년 3월 4일 화요일 오전 10:15\n받는 사람: 부모\n제목: RE: 문" + plain,
		"th gmail":                  "ในวันที่ อ. 4 มี.ค. 2025 เวลา 10:15 สำนักงาน <s@opvang.example> เขียนว่า:" + plain,
		"blackberry":                "-----Original Message-----\nFrom: \"Desk\" <desk@opvang.example>\n\nDate: Tue, 4 Mar 2025 10:15:06\nTo:<a@x.example>\n\n\nSubject: Antw: Hek\n\n\nDear parent,",
		"thunderbird block":         "-------- Original Message --------\nSubject: \tHek\nDate: \tTue, 4 Mar 2025 10:15:04 +0200\nFrom: \tDesk <desk@opvang.example>\nReply-To: \tDesk <desk@opvang.example>\nTo: \ta@x.example" + plain,
		"date and to only":          "Date: Wed, 5 Mar 2025 00:15:02 -0600\nTo: a@x.example\nFrom: desk@opvang.example\nSubject: Gate" + plain,
		"from only":                 "From: desk@opvang.example\nSent: March-19-25 5:42 PM\nTo: Somebody\nSubject: Gate" + plain,
		"indented bold":             "  *From:* desk@opvang.example [mailto:\n  desk@opvang.example]\n  *Sent:* Wednesday, March 5, 2025 3:05 PM\n  *To:* a@x.example\n  *Subject:* Gate" + plain,
		"organization":              "From: Desk <desk@opvang.example>\nOrganization: Opvang\nReply-To: desk@opvang.example\nDate: Tue, 4 Mar 2025 10:15:04 +0200\nTo: a@x.example\nSubject: Gate" + plain,
		"ticket system":             "##- Please type your reply above this line -##" + plain,
		"ticket system nl":          "##- Typ uw antwoord boven deze regel -##" + plain,
		"ticket system words":       "Reply above this line." + plain,
		"address only":              "klachten@opvang.example schreef:" + plain,
		"runs on":                   "On Wed, Jan 4, 2025 12:34 AM, klachten@opvang.example wrote:> Beste ouder\nDank u.",
		"ar digits":                 "في ٠٤/٠٣/٢٠٢٥ الساعة ٣:٣٦ م، كتب/كتبت Opvang <klachten@opvang.example>:    ",
		"el bare address":           "Στις Τετ, 5 Μαρ 2025, 8:02 μ.μ. ο χρήστης Opvang klachten@opvang.example έγραψε:" + plain,
		"david":                     "Original Message processed by david®\nRE: Hek 4. März 2025, 12:44 Uhr\nVon Opvang\nAn Ouder\n\nBeste ouder,",
		"windows mail":              "От: Opvang <mailto:klachten@opvang.example>\nОтправлено: среда, 5 марта 2025 г. 15:05\nКому: Ouder <mailto:a@x.example>" + plain,
		"mail.ru":                   "Wed, 5 Mar 2025 14:00:51 +0300 от Opvang <klachten@opvang.example>:" + quoted,
		"comcast":                   "----- Original Message -----\nFrom: klachten@opvang.example\nTo: a@x.example, b@x.example\nSent: Monday, March 3, 2025 5:44:22 PM\nSubject: Hek" + plain,
		"aol":                       "-----Original Message-----\nFrom: Desk <desk@opvang.example>\nTo: a <a@x.example>; b <b@x.example>\nSent: Mon, Mar 3, 2025 5:49 pm\nSubject: Hek" + plain,
		"github":                    "—\nReply to this email directly, view it on GitHub, or unsubscribe.\nYou are receiving this because you were mentioned.",
		"groups":                    "-- \nYou received this message because you are subscribed to the Google Groups \"ouders\" group.\nTo unsubscribe from this group, send an email to x@x.example.",
		"groupwise":                 ">>> Klachten <klachten@opvang.example> 4-3-2025 10:15 >>>" + plain,
		"groupwise quoted":          ">>> \"Desk\" <desk@opvang.example> 03/04/25 10:15 AM >>>\nDear parent,\nthanks.",
	} {
		if got := newTextOf(reply + "\n\n" + history); got != reply {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestNewTextDropsWhatProgramsAdd(t *testing.T) {
	const reply = "Dank voor uw antwoord.\nHet hek is nu dicht."
	for _, tail := range []string{
		"Verzonden met Proton Mail", "Verzonden vanaf mijn Galaxy", "Verzonden met BlueMail", "Verstuurd met Spark",
		"Verzonden met beveiligde e-mail van [Proton Mail](https://proton.me/).", "Sent with Proton Mail secure email.",
		"Sent with [Proton Mail](https://proton.me/mail/home) secure email.",
		"Gesendet mit der GMX Mail App", "Gesendet mit der WEB.DE Mail App", "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
		"Diese Nachricht wurde von meinem Android Mobiltelefon mit WEB.DE Mail gesendet.", "Von meinem iPad gesendet",
		"Von meinem Samsung Galaxy Smartphone gesendet.", "Gesendet von Outlook für Android", "Gesendet von Mail für Windows",
		"Outlook für iOS beziehen", "Holen Sie sich Outlook für Android", "Laden Sie Outlook für Android herunter",
		"Envoyé à partir de Outlook pour Android", "Envoyé à partir d'Outlook pour iOS", "Télécharger Outlook pour Android", "Obtenir Outlook pour iOS",
		"Envoyé de mon iPad", "Envoyé depuis mon mobile Orange", "Envoyé depuis Yahoo Mail pour iPhone", "Envoyé de mon appareil Galaxy",
		"Provenance : Courrier pour Windows 10", "Envoyé avec la messagerie sécurisée Proton Mail.",
		"Verzonden vanuit Yahoo Mail op Android", "Verzonden via Yahoo Mail op iPhone", "Sent from Yahoo Mail on Android", "Sent from Yahoo Mail for iPhone",
		"Verzonden vanaf Samsung Mobile", "Verzonden met mijn Samsung Galaxy-smartphone.", "Verzonden vanaf mijn Samsung Galaxy smartphone.",
		"Verstuurd vanaf mijn Huawei-telefoon", "Verzonden vanaf mijn mobiel", "Verstuurd vanaf m'n telefoon", "Verzonden met de Ziggo Mail-app",
		"Download Outlook voor Android", "Outlook voor iOS downloaden <https://aka.ms/o0ukef>", "Verzonden vanuit Outlook<http://aka.ms/weboutlook>",
		"Verzonden vanaf Mail voor Windows 10", "Verzonden vanuit Outlook voor Mac", "[Outlook voor Android](https://aka.ms/AAb9ysg) downloaden",
		"Sent from my Verizon Wireless BlackBerry", "(sent from a phone)", "<<sent by galaxy>>", "Sent via mobile", "Sent from mobile device",
		"Sent from Mail for Windows 10", "Sent from Outlook for Android<https://aka.ms/AAb9ysg>", "Get Outlook for Android<https://aka.ms/AAb9ysg>",
		"Sent from my Galaxy", "Sent from my T-Mobile 5G Device", "Sent from my Pixel 8 Pro", "Sent from Gmail Mobile", "Sent using Zoho Mail",
		"Sent from Nine<http://www.9folders.com/>", "Sent with Airmail", "Sent from my Windows Phone", "Inviato da iPhone", "Enviado desde mi iPhone",
		"Enviado do meu iPhone", "Skickat från min iPhone", "Sendt fra min iPhone", "Lähetetty iPhonesta", "Wysłane z iPhone'a", "Отправлено с iPhone",
		"发自我的iPhone", "Verstuurd vanaf mijn iPhone, excuses voor typefouten", "Sent from my iPhone, please excuse typos.",
		"Ouder from mobile", "From My Iphone 6", "Sent from Mailbox", "Sent from Mailbox for iPad", "Sent from my TI-85",
		"Sent from my cell, please excuse any typos.", "Sent from my HTC M8 Android phone.  Please excuse typoze",
		"Sent from my Windows 8 PC <http://windows.example/preview>", "(Sent from mobile device)", "從我的 iPhone 傳送", "Get Outlook for iOShttps://aka.ms/o0ukef",
		"iPhoneから送信", "내 iPhone에서 보냄", "iPhone'umdan gönderildi", "Odesláno z iPhonu", "Trimis de pe iPhone-ul meu", "أُرسلت من الـ iPhone",
		"Εστάλη από το iPhone μου", "Elküldve az iPhone-omról", "_____________________________\n\nDr. T. Ouder\nDorp\n\nSent via mobile device\n_____________________________",
		"Virusvrij.www.avg.com", "Virusvrij. www.avast.com<https://www.avast.com/sig-email>", "Virus-free. www.avg.com", "Garanti sans virus. www.avast.com",
		"Deze e-mail is gecontroleerd op virussen met Avast antivirussoftware.\nwww.avast.com", "Dieses E-Mail wurde von Avast Antivirus auf Viren geprüft.",
		"This email has been checked for viruses by Avast antivirus software.", "Diese E-Mail wurde auf Viren geprüft.",
		"Denk aan het milieu voordat u deze e-mail print.", "Please consider the environment before printing this email.",
		"P Please consider the environment before printing this e-mail", "Bitte denken Sie an die Umwelt, bevor Sie diese E-Mail ausdrucken.",
		"Pensez à l'environnement avant d'imprimer ce message.",
		"________________________________\n\nLet op: deze e-mail is vertrouwelijk en uitsluitend bestemd voor de geadresseerde.\nBent u dat niet, verwijder hem dan.",
		"Disclaimer\nDe informatie in dit e-mailbericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde.",
		"Disclaimer:\n\nDe informatie in dit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde.\n\nAan dit bericht kunnen geen rechten worden ontleend.",
		"Op al onze diensten zijn onze algemene voorwaarden van toepassing, zie www.bedrijf.example. Aansprakelijkheid is beperkt.",
		"Dit bericht kan informatie bevatten die niet voor u is bestemd. Indien u niet de geadresseerde bent of dit bericht abusievelijk aan u is toegezonden, wordt u verzocht dat aan de afzender te melden en het bericht te verwijderen.",
		"This message may contain information that is not intended for you. If you are not the addressee or if this message was sent to you by mistake, you are requested to inform the sender and delete the message.",
		"This e-mail and any files transmitted with it are confidential and intended solely for the use of the individual or entity to whom they are addressed.",
		"CONFIDENTIALITY NOTICE: this message is intended only for the addressee and may be privileged.",
		"Diese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen. Wenn Sie nicht der richtige Adressat sind, vernichten Sie bitte diese Mail.",
		"Der Inhalt dieser E-Mail ist vertraulich und ausschließlich für den bezeichneten Adressaten bestimmt.",
		"Ce message et ses pièces jointes peuvent contenir des informations confidentielles et ne doivent pas être diffusés sans autorisation. Si vous avez reçu ce message par erreur, veuillez le signaler à l'expéditeur et le détruire.",
		"Ce courriel est destiné exclusivement à la personne à laquelle il est adressé et peut contenir des informations confidentielles.",
		"De inhoud van deze e-mail is vertrouwelijk. Bent u niet de bedoelde ontvanger? Verwijder dan deze mail.",
		"Wilt u dit bericht niet afdrukken als dat niet nodig is? Denk aan het milieu.",
		"-- \nJan Jansen", "--\nJan Jansen\n06-12345678", "--  \nJan",
		"_______________________________________________\nouders mailing list\nouders@lists.example\nhttps://lists.example/listinfo/ouders",
		"--\nU ontvangt dit bericht omdat u lid bent van de groep ouders.\nAls u zich wilt afmelden, stuur dan een e-mail naar x@x.example.",
	} {
		if got := newTextOf(reply + "\n\n" + tail); got != reply {
			t.Errorf("%q stays: %q", tail, strings.TrimPrefix(got, reply))
		}
	}
}

func TestNewTextDropsTheCardUnderTheName(t *testing.T) {
	const reply = "Dank voor uw antwoord.\nHet hek is nu dicht."
	for tail, want := range map[string]string{
		"Met vriendelijke groet,\n\nJan Jansen\nDorpsstraat 1\n1234 AB Dorp\n06-12345678":                                      "Met vriendelijke groet,\n\nJan Jansen",
		"Met vriendelijke groet,\nJan Jansen\n\nT 030 - 123 45 67 | M 06 12345678\nE jan@bedrijf.example\nwww.bedrijf.example": "Met vriendelijke groet,\nJan Jansen",
		"Hartelijke groet, Jan Jansen\nLocatiemanager De Morel\nKluppluZ\nTel: 030-1234567\nWerkdagen: ma, di, do":             "Hartelijke groet, Jan Jansen",
		"Mvg,\n\nJan\n\nPS: graag bellen na vijf uur op 06-12345678.":                                                          "Mvg,\n\nJan\n\nPS: graag bellen na vijf uur op 06-12345678.",
		"Met vriendelijke groeten,\n\nJan Jansen\n\nAdviseur | Bedrijf BV\n+31 6 12345678\n\nPS Ik ben morgen thuis.":          "Met vriendelijke groeten,\n\nJan Jansen\n\nPS Ik ben morgen thuis.",
		"Kind regards,\n\nJohn Doe\nCEO\n+44 20 7946 0000\nwww.acme.example":                                                   "Kind regards,\n\nJohn Doe",
		"Mit freundlichen Grüßen\n\nMax Muster\nLeiter\nTel.: +49 30 123456\nmax@firma.example":                                "Mit freundlichen Grüßen\n\nMax Muster",
		"Cordialement,\n\nJean Dupont\nDirecteur\nTél. : 01 23 45 67 89\njean@societe.example":                                 "Cordialement,\n\nJean Dupont",
		"Groetjes,\nJan en Marie\n(ouders van Sam)":                                                                            "Groetjes,\nJan en Marie\n(ouders van Sam)",
		"Groet,\nJan\nouder van Sam, groep 3":                                                                                  "Groet,\nJan\nouder van Sam, groep 3",
		"Met vriendelijke groet / Kind regards,\n\nJan Jansen\nBedrijf BV\n06 12345678":                                        "Met vriendelijke groet / Kind regards,\n\nJan Jansen",
		"Met vriendelijke groet, with kind regards,\nJan Jansen\nBedrijf BV\n06 12345678":                                      "Met vriendelijke groet, with kind regards,\nJan Jansen",
		"Groeten\nEva\n\nEva Bloem | Bloem & Zn | Dorpsstraat 1 | 5600 AA Eindhoven | 040-1234567 | www.bloem.example":         "Groeten\nEva",
		"Kunt u mij bellen?\n\nGroet,\nEva\n06-12345678":                                                                       "Kunt u mij bellen?\n\nGroet,\nEva\n06-12345678",
		"U kunt mij bereiken op 06-12345678.\n\nGroet, Jan":                                                                    "U kunt mij bereiken op 06-12345678.\n\nGroet, Jan",
		"Groet, Jan\n\nU kunt mij het beste tussen negen en twaalf bereiken op 06-12345678, want daarna werk ik.":              "Groet, Jan\n\nU kunt mij het beste tussen negen en twaalf bereiken op 06-12345678, want daarna werk ik.",
	} {
		if got := newTextOf(reply + "\n\n" + tail); got != reply+"\n\n"+want {
			t.Errorf("%q gives %q", tail, strings.TrimPrefix(got, reply+"\n\n"))
		}
	}
}

func TestNewTextKeepsLettersThatSoundLikeMachines(t *testing.T) {
	for _, text := range []string{
		"Beste Anna,\n\nSent from my desk, is much easier than my phone.",
		"De app stuurde alle ouders een bericht.\nVerzonden vanaf mijn werk kreeg ik geen antwoord, thuis wel.",
		"Ik schreef op 3 maart 2025 om 10:15 aan Jan <jan@x.example> dat het hek open stond.\n\nNiemand antwoordde.",
		"Op 3 maart 2025 om 10:15 schreef de leidster in de app:\nkom maar niet meer.\n\nDat vind ik niet netjes.",
		"Het zit zo:\n\nVan: half negen\nTot: negen uur\n\nwas er niemand.",
		"Dit zijn mijn vragen.\n\nDatum: onbekend\nOnderwerp: het hek\n\nWie sluit het hek?",
		"--- Mijn klacht ---\n\nHet hek stond open.",
		"*** LET OP ***\n\nHet hek staat nu weer open.",
		"Deze e-mail stuur ik u omdat ik geen antwoord kreeg.\n\nIk wil graag een gesprek.",
		"Dit bericht is voor de directeur bestemd.\n\nHet hek stond open.",
		"Beste mensen,\n\nIk vind het milieu belangrijk, dus print dit niet.\n\nHet hek stond open.",
		"Hallo,\n\nmet groet van onze zoon,\nwant hij mist de juf.\n\nIs er nieuws?",
		"Beste,\n\nMijn iPhone is gestolen op de groep.\n\nGroet",
		"Een.\n\n________________________________________\n\nDit is het tweede deel van mijn lange antwoord aan u.\n\nGroet,\nJan",
		"Punten:\n____________________\n1. het hek\n2. de juf",
		"Lijst:\n\n-\nEerste punt.\n*\nTweede punt.",
		"Op 3 maart 2025 om 10:15 belde ik met Jan (jan@x.example) en hij zei het volgende:\n\nkom maar niet meer.",
		"On 3 March 2025 at 10:15 I called Jan (jan@x.example) and he told me this:\n\nstay away.",
		"Ik antwoord graag boven deze regel als dat moet.\n\nMaar het hek stond open.",
		"Goedendag,\n\nThe Desk wrote to us that all is well. It is not.\n\nThe gate was open.",
	} {
		if got := newTextOf(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestNewTextDropsEveryKindOfBanner(t *testing.T) {
	const reply = "Het hek is nu dicht."
	for _, head := range []string{
		"[EXTERN]", "[EXTERNAL]", "EXTERNAL EMAIL", "[EXTERNE]", "***EXTERN***", "[EXTERNAL EMAIL]", "**EXTERNE E-MAIL**", "This message is from outside the organization.",
		"Let op: deze e-mail is afkomstig van buiten de organisatie.\nKlik niet op links en open geen bijlagen, tenzij u de afzender kent.",
		"LET OP: Deze e-mail komt van een externe afzender. Wees voorzichtig met links en bijlagen.",
		"Waarschuwing: dit bericht komt van buiten onze organisatie.", "Pas op! Deze mail is van een externe afzender.",
		"Deze e-mail is verzonden door een afzender buiten de organisatie.", "EXTERN: Dit bericht is afkomstig van buiten Wij zijn JONG.",
		"CAUTION: This email originated from outside of the organization. Do not click links or open attachments unless you recognize the sender and know the content is safe.",
		"WARNING: This email came from an external source.", "External sender: be careful with links.",
		"EXTERNAL EMAIL: Do not click links or open attachments unless you know the sender.",
		"Achtung: Diese E-Mail stammt von einem externen Absender.", "ACHTUNG: Diese Nachricht kommt von außerhalb der Organisation. Bitte keine Links öffnen.",
		"Externe E-Mail: Bitte Vorsicht bei Links und Anhängen.",
		"ATTENTION : cet e-mail provient de l'extérieur de l'organisation.", "Attention : ce courriel provient d'un expéditeur externe. Ne cliquez pas sur les liens.",
		"You don't often get email from a@x.example. Learn why this is important<https://aka.ms/LearnAboutSenderIdentification>",
		"U ontvangt niet vaak e-mail van a@x.example. Ontdek waarom dit belangrijk is<https://aka.ms/LearnAboutSenderIdentification>",
		"Sommige personen die dit bericht hebben ontvangen, ontvangen niet vaak e-mail van a@x.example. Informatie over waarom dit belangrijk is",
		"Sie erhalten nicht häufig E-Mails von a@x.example. Erfahren Sie, warum dies wichtig ist",
		"Vous ne recevez pas souvent de courriers de la part de a@x.example. Découvrez pourquoi ceci est important",
		"Some people who received this message don't often get email from a@x.example. Learn why this is important",
		"ZjQcmQRYFpfptBannerStart\nThis Message Is From an External Sender\nThis message came from outside your organization.\nZjQcmQRYFpfptBannerEnd",
		"________________________________\nLet op: deze e-mail is afkomstig van buiten de organisatie.\n________________________________",
	} {
		if got := newTextOf(head + "\n\n" + reply); got != reply {
			t.Errorf("%q stays: %q", head, got)
		}
		if got := newTextOf(head + "\n" + reply + "\nGroet"); got != reply+"\nGroet" {
			t.Errorf("%q without a blank line: %q", head, got)
		}
	}
}
