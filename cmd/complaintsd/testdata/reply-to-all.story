# A mother writes to the department and to the manager of the location at once. They do not answer each other in one
# mail: the department hears of it, and every letter has one reader.
no digests
on 2026-11-02 10:00
ouder@post.example writes also to jansen: Mijn kind is gebeten
  Joke en anderen, mijn dochter is vandaag weer gebeten.
expect receipt to ouder@post.example
expect new-case to kwaliteit
  De ouder stuurde deze mail ook aan Joke Jansen
kwaliteit answers new-case: [locatie Messenmaker] [toewijzen jansen]
expect transcript to kwaliteit
expect new-case to jansen
expect new-case to regio
expect assigned to jansen
on 2026-11-02 10:15
expect confirmation to ouder@post.example

# She answers the confirmation to all. Joke and the department read it, each in a mail of their own.
on 2026-11-02 12:00
ouder@post.example answers confirmation also to jansen:
  Fijn. Morgen na vijven ben ik bereikbaar.
expect parent-wrote to jansen
  Morgen na vijven
expect parent-wrote to kwaliteit
  De ouder stuurde deze mail ook aan Joke Jansen

# Now Joke makes the same slip: she answers our mail and puts the mother in the cc. The program sent nothing to the
# mother, and cannot take back what Joke sent. The department hears of it.
on 2026-11-02 13:00
jansen answers parent-wrote also to ouder@post.example:
  Dan bel ik morgen om kwart over vijf.
expect transcript to jansen
  bewaard als notitie
expect alert to kwaliteit
  Een mail ging ook rechtstreeks naar de ouder
  Joke Jansen schreef over KLP-2026-0001
case KLP-2026-0001 is confirmed handler jansen open propose
