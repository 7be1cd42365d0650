"""Invented rows under the real headers of the data sets."""

from __future__ import annotations

from pathlib import Path

REGISTER_HEADER = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,"
    "Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,"
    "SIPRI TIV for total order,SIPRI TIV of delivered weapons"
)
REGISTER_ROWS = [
    "Pakistan,Russia,2015,,4,,Mi-35M,combat helicopter,4,,2017,New,,10,40,40",
    "Pakistan,China,1990,?,,,F-99,fighter aircraft,12,?,1992; 1993; 1995,New,Possibly more,5,60,60",
    'India,Soviet Union,1970,,100,,T-00,tank,100,,1971; 1972,Second hand,"Aid, old",1,100,100',
    "India,unknown supplier(s),2001,,3,,EX-1,patrol craft,3,,2003,New,Supplier uncertain,0.1,0.3,0",
    "Hezbollah (Lebanon)*,Iran,2000,?,10,?,AT-9,anti-tank missile,10,?,2001,New,,0.1,1,1",
    "African Union**,Egypt,2004,,2,,APC-1,armoured personnel carrier,2,,2005,Second hand,,1,2,2",
    "Ruritania,France,1999,,5,,M-5,mortar,5,,2000,New,,1,5,5",
    "Pakistan,Türkiye,2018,,4,,MILGEM,frigate,0,,,New,,150,600,0",
]
REGISTER = "\n".join(
    [
        "Transfers from All countries  to All countries for the year range 'Not specified' to",
        "A '?' in a column indicates uncertain data.",
        "",
        "Source: SIPRI Arms Transfers Database (c) SIPRI.",
        "Data generated: 18 May 2026 2:29:20 PM",
        REGISTER_HEADER,
        *REGISTER_ROWS,
        "",
    ]
)
DELIVERIES_HEADER = (
    "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,"
    "Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,"
    "Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,"
    "Local production"
)
DELIVERIES_ROWS = [
    "90001,Russia,Pakistan,Mi-35M,combat helicopter,Aircraft,2015,No,4,No,2017,No,New,10,10,40,No",
    "90002,China,Pakistan,F-99,fighter aircraft,Aircraft,1990,Yes,4,Yes,1992,Yes,New,5,5,20,Yes",
    "90002,China,Pakistan,F-99,fighter aircraft,Aircraft,1990,Yes,4,Yes,1993,Yes,New,5,5,20,Yes",
    "90002,China,Pakistan,F-99,fighter aircraft,Aircraft,1990,Yes,4,,1995,Yes,New,5,5,20,Yes",
    "90003,Iran,UAE,AT-9,missile,Missiles,2000,,10,Yes,2001,No,Second hand,0.01,0.01,0,No",
]
DELIVERIES = (
    "Transfers of major conventional arms from All countries  to All countries . Deals with "
    "deliveries made for the year range '1990' to '2020';\r\n"
    "Source: SIPRI Arms Transfers Database (c) SIPRI.;\r\n"
    "Data generated: 12 Feb 2026 12:26:12 PM;\r\n"
    + "".join(f"{line};\r\n" for line in [DELIVERIES_HEADER, *DELIVERIES_ROWS])
)
DEALS = "SIPRI Transfers Database \n\n\n Database search results for buyer 'All Countries'\n\n" + (
    "\n".join(
        line.replace(",", ";")
        for line in [
            DELIVERIES_HEADER.replace("SIPRI AT Database ID", "Deal ID")
            .replace("Supplier", "Seller")
            .replace("Recipient", "Buyer"),
            *DELIVERIES_ROWS,
        ]
    )
)
REPORT = """\
Id,Supplier,Recipient,No. ordered,No. ordered data uncertain,Designation,Description,Status,\
Status data uncertain,Year of order,Year of order data uncertain,Year(s) of deliveries,\
No. delivered,Year(s) of delivery or no. delivered data uncertain,Recipient Involvement,Comment
71,Russia,Pakistan,4,FALSE,Mi-35M,combat helicopter,New,FALSE,2015,FALSE,2017,4,FALSE,,
72,China,Pakistan,,TRUE,F-99,fighter aircraft,SecondHand,TRUE,2005,TRUE,2007 - 2012,30,TRUE,\
Assembly,Possibly more
73,France,Pakistan,3,FALSE,S-3,submarine,New,FALSE,1994,FALSE,,0,FALSE,,
"""
TIV_TABLE = """\
"TIV of arms exports from Russia, 2015-2017",,,,
Figures are SIPRI Trend Indicator Values (TIVs) expressed in millions.,,,,
,,,,
Source: SIPRI Arms Transfers Database,,,,
Generated: 28 July 2022,,,,
,,,,
,2015,2016,2017,Total
India,100,,0,100
Pakistan,,,40,40
Hezbollah (Lebanon)*,,1,,5
,,,,
Total,100,1,40,141
"""
TIV_WORLD = """\
TIV of something,,,,
Exports by,2016,2017,2016-2017,Percentage,Sum total years,Percentage of total
Russia,100,0 ,100,40%,100,40%
UAE,,3,3,1%,3,1%
Total world export,100,3,103,,103,
"""
BY_SELLER = """\
buyercod,sellercod,desig2,desc,nrdel,buyer,seller,tivunit,tivorder,tivdel
PAK,USR,XT-1,Tank,4,Pakistan,Soviet Union,1.5,6,6
EGY,CZE,XH-2,Trainer aircraft,10,Egypt,Czechoslovakia,0.1,2,1
"""


def write(folder: Path, name: str, text: str | bytes, encoding: str = "utf-8") -> Path:
    """A file of some text."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path
