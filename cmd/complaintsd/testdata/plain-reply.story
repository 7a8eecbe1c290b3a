# Joke simply answers, as people do. The mother does not read it: it becomes a note, and Joke hears how she sends it.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Buitenspelen
  De kinderen komen bijna nooit buiten.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Messenmaker] [toewijzen jansen]
expect transcript to kwaliteit
expect new-case to jansen
expect new-case to regio
expect assigned to jansen
on 2026-11-02 10:15
expect confirmation to ouder@post.example
on 2026-11-03 19:30
ouder@post.example answers confirmation:
  Gisteren zaten ze weer de hele dag binnen.
expect parent-wrote to jansen
  weer de hele dag binnen
on 2026-11-04 09:00
jansen answers parent-wrote:
  Vandaag gaan we om tien uur en om drie uur naar buiten.
expect transcript to jansen
  De ouder leest je mail niet.
  Stuur deze tekst wel naar de ouder
# The button opens a mail in which her words stand already.
on 2026-11-04 09:05
jansen answers transcript: [bericht]
  Vandaag gaan we om tien uur en om drie uur naar buiten.
expect transcript to jansen
on 2026-11-04 09:16
expect message to ouder@post.example
  om tien uur en om drie uur naar buiten
  without weer de hele dag binnen
case KLP-2026-0001 is confirmed handler jansen open propose
