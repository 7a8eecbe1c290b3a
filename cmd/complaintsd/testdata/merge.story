# One parent, one matter, two mails. The second mail became a case of its own; Noor lets it go on in the first.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Buiten spelen
  Mijn dochter komt nooit buiten.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-02 10:15
expect confirmation to ouder@post.example
on 2026-11-04 21:30
ouder@post.example writes: Nog iets
  Ook vandaag was zij de hele dag binnen.
expect receipt to ouder@post.example
expect new-case to kwaliteit

on 2026-11-05 09:00
kwaliteit answers new-case: [samenvoegen KLP-2026-0001]
expect transcript to kwaliteit
  Zaak KLP-2026-0002 gaat verder in zaak KLP-2026-0001.
  Kenmerk: KLP-2026-0001
  Haal zaak KLP-2026-0002 weer los
expect parent-wrote to bakker
  Zaak KLP-2026-0002 is met deze zaak samengevoegd.
  Ook vandaag was zij de hele dag binnen.
case KLP-2026-0002 is merged
case KLP-2026-0001 is confirmed handler bakker

# The parent knows nothing of numbers, and answers the second receipt. Anton reads it all the same.
on 2026-11-06 12:00
ouder@post.example answers receipt:
  Gisteren ook niet.
expect parent-wrote to bakker
  Gisteren ook niet.
# Noor answers the mail about the second case. What she asks is done in the first.
kwaliteit answers new-case: [stand]
expect transcript to kwaliteit
  KLP-2026-0001
  Hoort ook bij: KLP-2026-0002
# Nobody is reminded of the second case, and no letter says who handles it.
on 2026-11-12 09:00
expect nothing

# It was another matter after all. The second case stands on its own again, with its old date.
kwaliteit answers transcript: [splitsen KLP-2026-0002]
expect transcript to kwaliteit
  Zaak KLP-2026-0002 staat weer los van zaak KLP-2026-0001.
expect new-case to kwaliteit
  woensdag 11 november 2026
case KLP-2026-0002 is new open confirm due confirm 2026-11-11
on 2026-11-12 09:01
expect reminder to kwaliteit
expect reminder to directeur
expect confirmation to ouder@post.example
