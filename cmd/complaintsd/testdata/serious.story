# A serious complaint: director and regional manager know within minutes, and only the director decides who
# handles it.
no digests
on 2026-11-02 07:45
ouder@post.example writes: Mijn dochter is geslagen
  Mijn dochter zegt dat zij gisteren op de groep is geslagen.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Messenmaker] [ernstig]
expect transcript to kwaliteit
  De directeur beslist wie de zaak behandelt
expect new-case to jansen
  De directeur beslist
expect new-case to regio
expect serious to regio
  is geslagen
expect serious to directeur
  Alleen jij kunt dat
  vertrouwensinspecteur

# The department may not assign it, and nothing of its mail is done.
on 2026-11-02 07:55
kwaliteit answers transcript: [toewijzen jansen] [categorie veiligheid]
expect refused to kwaliteit
  Alleen de directeur beslist
case KLP-2026-0001 is new open confirm

on 2026-11-02 08:20
directeur answers serious: [toewijzen regio]
  Petra, ga er vandaag heen.
expect transcript to directeur
expect assigned to regio
  Petra, ga er vandaag heen.
on 2026-11-02 08:31
expect confirmation to ouder@post.example
  Petra Smit
case KLP-2026-0001 is confirmed handler regio kept confirm 2026-11-02

# Anybody of the roster may raise the alarm, about any case. Joke learns nothing by it.
on 2026-11-03 09:00
ander@post.example writes: Te laat opgehaald van school
  De kinderen stonden een half uur alleen op het plein.
expect receipt to ander@post.example
expect new-case to kwaliteit
jansen writes: [KLP-2026-0002] [ernstig]
  Dit hoorde ik op het plein.
expect transcript to jansen
  without half uur alleen
# Nobody has said yet which location it is. So the director hears it, and the department is asked.
expect serious to directeur
expect serious to kwaliteit
  Over welke locatie gaat het?
# The director finds it less serious; the department may assign again.
directeur answers serious: [ernstig nee]
expect transcript to directeur
kwaliteit answers serious: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-03 09:15
expect confirmation to ander@post.example
case KLP-2026-0002 is confirmed handler bakker
