# Location and handler come in one mail. Who stands in for the director may name a handler as well, and reads that there
# is one: nobody is asked for what is done.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Deur
  De deur van de groep klemt.
expect receipt to ouder@post.example
expect new-case to kwaliteit
  Wijs een behandelaar aan
directeur is away until 2026-11-20, regio stands in
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect assigned to bakker
expect new-case to bakker
expect new-case to regio
  Anton Bakker behandelt de zaak. Je hoeft nu niets te doen.
  without wijs iemand aan
  without Wijs toe aan
on 2026-11-02 10:15
expect confirmation to ouder@post.example
