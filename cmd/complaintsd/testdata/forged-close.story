# Somebody knows the number and the address of a manager, and tries to close the case.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Ruilbeleid
  Het ruilbeleid verdwijnt en wij verliezen dagen.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit forges new-case: [sluiten]
  Klaar.
expect refused to kwaliteit
case KLP-2026-0001 is new open confirm
# The parent knows words as well. They do nothing but stand in the case.
ouder@post.example answers receipt: [sluiten]
  Ik ben het beu.
expect parent-wrote to kwaliteit
case KLP-2026-0001 is new
# A stranger who knows the number does not land in the file of somebody else.
on 2026-11-02 10:30
vreemde@elders.example writes: Re: [KLP-2026-0001]
  Wat staat er in deze zaak?
expect receipt to vreemde@elders.example
expect new-case to kwaliteit
case KLP-2026-0002 is new
