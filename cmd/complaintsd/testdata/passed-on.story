# The complaint belongs to somebody else: a school. The parent hears where it went.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Meester is te streng
  De meester van groep 4 is te streng.
expect receipt to ouder@post.example
expect new-case to kwaliteit
# A name that was not filled in goes to nobody.
kwaliteit answers new-case: [doorgezonden NAAM]
expect refused to kwaliteit
kwaliteit answers new-case: [doorgezonden Basisschool De Linde]
  Dit gaat over school. Wij hebben uw brief doorgestuurd.
expect transcript to kwaliteit
  Doorgezonden naar Basisschool De Linde.
on 2026-11-02 10:12
expect referred to ouder@post.example
  Basisschool De Linde
case KLP-2026-0001 is referred
on 2027-01-15 09:00
expect nothing
