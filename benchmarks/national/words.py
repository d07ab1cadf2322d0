"""Words for invented names, addresses and activities."""

from __future__ import annotations

from random import Random


def _several(words: str) -> tuple[str, ...]:
    return tuple(words.split(";"))


SAINTS = _several(
    "Aidan;Alban;Andrew;Anne;Anthony;Augustine;Barnabas;Bede;Benedict;Bernadette;Catherine;Chad;Christopher;Clare;"
    "Columba;Cuthbert;David;Dominic;Edmund;Edward;Elizabeth;Francis;George;Giles;Gregory;Hilda;James;John;Joseph;Jude;"
    "Lawrence;Luke;Margaret;Mark;Martin;Mary;Matthew;Michael;Nicholas;Oswald;Patrick;Paul;Peter;Philip;Stephen;Teresa;"
    "Thomas;Wilfrid"
)
FIRST = _several(
    "Abbey;Alder;Ash;Beck;Birch;Black;Bram;Bridge;Broad;Brook;Burn;Castle;Chapel;Church;Cliff;Copper;Corn;Cross;Dale;"
    "Deer;East;Elm;Fair;Fern;Field;Fox;Gold;Grange;Green;Hart;Hawthorn;Hazel;Heath;High;Hill;Holly;Kings;Lake;Lang;"
    "Lark;Lin;Long;Low;Manor;Maple;Mead;Mill;Moor;New;North;Oak;Old;Park;Priors;Queens;Raven;Red;Ridge;River;Rose;"
    "Rowan;Sand;Shaw;Silver;South;Spring;Stan;Stone;Summer;Swan;Thorn;Wake;Well;West;White;Willow;Win;Wing;Wood;York"
)
LAST = _several(
    "acre;bank;beck;borough;bourne;bridge;brook;bury;combe;cote;croft;dale;den;down;field;ford;gate;grove;ham;hill;"
    "holme;hurst;land;ley;mead;mere;mount;side;stead;stone;thorpe;ton;vale;view;ville;wick;wold;wood;worth"
)
ROADS = _several(
    "Avenue;Close;Crescent;Drive;Gardens;Lane;Park;Place;Rise;Road;Row;Square;Street;Terrace;View;Walk;Way"
)
FORMS = _several(
    "Trust;Foundation;Charitable Trust;Relief Fund;Community Association;Village Hall;Parent Teacher Association;"
    "Friends Society;Almshouses;Scout Group;Playing Fields;Choral Society;Historical Society;Pre-School;Hospice;"
    "Youth Club;Community Centre;Preservation Society;Benevolent Fund;Educational Foundation;Mission;Arts Centre;"
    "Animal Rescue;Counselling Service;Day Centre;Wildlife Group;Methodist Church;Baptist Church;Mosque;Gurdwara"
)
AIMS = _several(
    "the relief of poverty among families;the advancement of education of young people;the promotion of good health;"
    "the care of older people who live alone;the preservation of buildings of historic interest;"
    "the provision of a hall for the use of all inhabitants;the advancement of the Christian faith;"
    "grants to individuals in need;support for refugees and people seeking asylum;the protection of wild animals;"
    "sports and recreation in the interests of social welfare;music, drama and the visual arts;"
    "clean water and sanitation for rural villages;training for teachers and health workers;"
    "equipment for schools and hospitals;advice on debt, housing and benefits"
)
WAYS = _several(
    "by making grants to organisations;by providing buildings and open space;by providing human resources;"
    "by sponsoring research;by running classes, workshops and outings throughout the year;by raising funds locally;"
    "by working with partner organisations and local volunteers"
)
AREAS = _several(
    "in the area of benefit and its neighbourhood;in the ancient parish and the adjoining parishes;"
    "for the public benefit in such parts of the world as the trustees may from time to time think fit;"
    "for the inhabitants without distinction of political, religious or other opinions"
)


def place(chance: Random) -> str:
    """A village or suburb that may not exist: "Thornbury"."""
    return chance.choice(FIRST) + chance.choice(LAST)


def address(chance: Random) -> str:
    """A house number and street."""
    return f"{chance.randrange(1, 240)} {place(chance)} {chance.choice(ROADS)}"


def postcode(area: str, chance: Random) -> str:
    """A postcode of the area, in a valid format."""
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return f"{area}{chance.randrange(1, 30)} {chance.randrange(10)}{chance.choice(letters)}{chance.choice(letters)}"


def activities(chance: Random) -> str:
    """The activities of a charity, in about 200 characters."""
    one, other = chance.sample(AIMS, 2)
    return f"{one.capitalize()} and {other}, {chance.choice(WAYS)}, {chance.choice(AREAS)}."


def telephone(chance: Random) -> str:
    """A telephone number from the range that is reserved for drama."""
    return f"01632 960{chance.randrange(1000):03d}"
