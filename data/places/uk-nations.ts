/** Names by which people know the area of a board or trust. */
export interface BoardPlaces {
  /** Code of the area. */
  area: string;
  /** Councils that lie in it, in the languages in which they have names. */
  councils: readonly string[];
  /** Towns and islands whose name is not in that of the council or board. */
  towns: readonly string[];
}

/**
 * Kept by hand, for finding one’s place; no figure rests on it. Scotland: the 32 council areas, with which the boards have
 * been aligned since April 2014 (S.S.I. 2013/347; National Records of Scotland). Wales: the 22 principal areas by board since Bridgend
 * moved in April 2019 (S.I. 2019/349, W. 83). Northern Ireland: the 26 districts that the orders of 2006 establishing the trusts name,
 * and the 11 councils since 2015, of which four lie in two trusts.
 */
export const ukNationsPlaces: readonly BoardPlaces[] = [
  {
    area: 'S08000015',
    councils: ['East Ayrshire', 'North Ayrshire', 'South Ayrshire'],
    towns: ['Ayr', 'Kilmarnock', 'Irvine', 'Troon', 'Prestwick', 'Girvan', 'Largs', 'Cumnock', 'Isle of Arran', 'Brodick'],
  },
  {
    area: 'S08000016',
    councils: ['Scottish Borders'],
    towns: ['Galashiels', 'Hawick', 'Peebles', 'Kelso', 'Melrose', 'Selkirk', 'Jedburgh', 'Duns', 'Eyemouth'],
  },
  { area: 'S08000017', councils: ['Dumfries and Galloway'], towns: ['Stranraer', 'Annan', 'Lockerbie', 'Kirkcudbright', 'Newton Stewart', 'Castle Douglas'] },
  { area: 'S08000029', councils: ['Fife'], towns: ['Dunfermline', 'Kirkcaldy', 'Glenrothes', 'St Andrews', 'Cupar', 'Leven', 'Cowdenbeath'] },
  { area: 'S08000019', councils: ['Clackmannanshire', 'Falkirk', 'Stirling'], towns: ['Alloa', 'Grangemouth', 'Larbert', 'Dunblane', 'Callander'] },
  {
    area: 'S08000020',
    councils: ['Aberdeen City', 'Aberdeenshire', 'Moray'],
    towns: ['Elgin', 'Peterhead', 'Fraserburgh', 'Inverurie', 'Stonehaven', 'Huntly', 'Banff', 'Forres', 'Banchory'],
  },
  {
    area: 'S08000031',
    councils: ['East Dunbartonshire', 'East Renfrewshire', 'Glasgow City', 'Inverclyde', 'Renfrewshire', 'West Dunbartonshire'],
    towns: [
      'Paisley',
      'Greenock',
      'Port Glasgow',
      'Dumbarton',
      'Clydebank',
      'Alexandria',
      'Kirkintilloch',
      'Bearsden',
      'Milngavie',
      'Barrhead',
      'Newton Mearns',
    ],
  },
  {
    area: 'S08000022',
    councils: ['Argyll and Bute', 'Highland'],
    towns: [
      'Inverness',
      'Fort William',
      'Oban',
      'Wick',
      'Thurso',
      'Nairn',
      'Dingwall',
      'Portree',
      'Isle of Skye',
      'Aviemore',
      'Dunoon',
      'Campbeltown',
      'Lochgilphead',
      'Helensburgh',
      'Rothesay',
      'Isle of Mull',
      'Islay',
      'Ullapool',
    ],
  },
  {
    area: 'S08000032',
    councils: ['North Lanarkshire', 'South Lanarkshire'],
    towns: ['Hamilton', 'Motherwell', 'Airdrie', 'Coatbridge', 'East Kilbride', 'Cumbernauld', 'Wishaw', 'Lanark', 'Bellshill', 'Rutherglen', 'Cambuslang'],
  },
  {
    area: 'S08000024',
    councils: ['City of Edinburgh', 'East Lothian', 'Midlothian', 'West Lothian'],
    towns: ['Leith', 'Livingston', 'Dalkeith', 'Musselburgh', 'Haddington', 'Bathgate', 'Linlithgow', 'Penicuik', 'Dunbar', 'North Berwick'],
  },
  { area: 'S08000025', councils: ['Orkney Islands'], towns: ['Kirkwall', 'Stromness'] },
  { area: 'S08000026', councils: ['Shetland Islands'], towns: ['Lerwick', 'Scalloway'] },
  {
    area: 'S08000030',
    councils: ['Angus', 'Dundee City', 'Perth and Kinross'],
    towns: ['Arbroath', 'Forfar', 'Montrose', 'Brechin', 'Pitlochry', 'Crieff', 'Blairgowrie'],
  },
  {
    area: 'S08000028',
    councils: ['Na h-Eileanan Siar', 'Comhairle nan Eilean Siar'],
    towns: ['Stornoway', 'Outer Hebrides', 'Isle of Lewis', 'Isle of Harris', 'North Uist', 'South Uist', 'Benbecula', 'Barra'],
  },
  {
    area: '7A1',
    councils: ['Isle of Anglesey', 'Ynys Môn', 'Gwynedd', 'Conwy', 'Denbighshire', 'Sir Ddinbych', 'Flintshire', 'Sir y Fflint', 'Wrexham', 'Wrecsam'],
    towns: [
      'North Wales',
      'Bangor',
      'Caernarfon',
      'Holyhead',
      'Caergybi',
      'Llandudno',
      'Colwyn Bay',
      'Bae Colwyn',
      'Rhyl',
      'Bodelwyddan',
      'Denbigh',
      'Mold',
      'Dolgellau',
      'Pwllheli',
    ],
  },
  {
    area: '7A2',
    councils: ['Carmarthenshire', 'Sir Gaerfyrddin', 'Ceredigion', 'Pembrokeshire', 'Sir Benfro'],
    towns: [
      'Carmarthen',
      'Caerfyrddin',
      'Llanelli',
      'Haverfordwest',
      'Hwlffordd',
      'Aberystwyth',
      'Cardigan',
      'Aberteifi',
      'Pembroke',
      'Penfro',
      'Milford Haven',
      'Tenby',
      'Ammanford',
    ],
  },
  {
    area: '7A3',
    councils: ['Swansea', 'Abertawe', 'Neath Port Talbot', 'Castell-nedd Port Talbot'],
    towns: ['Bae Abertawe', 'Morriston', 'Gower', 'Pontardawe'],
  },
  {
    area: '7A4',
    councils: ['Cardiff', 'Caerdydd', 'Vale of Glamorgan', 'Bro Morgannwg'],
    towns: ['Barry', 'Y Barri', 'Penarth', 'Cowbridge', 'Caerdydd a’r Fro'],
  },
  {
    area: '7A5',
    councils: ['Bridgend', 'Pen-y-bont ar Ogwr', 'Merthyr Tydfil', 'Merthyr Tudful', 'Rhondda Cynon Taf', 'Rhondda Cynon Taff'],
    towns: ['Aberdare', 'Aberdâr', 'Pontypridd', 'Llantrisant', 'Maesteg', 'Porthcawl', 'Treorchy'],
  },
  {
    area: '7A6',
    councils: ['Blaenau Gwent', 'Caerphilly', 'Caerffili', 'Monmouthshire', 'Sir Fynwy', 'Newport', 'Casnewydd', 'Torfaen', 'Tor-faen'],
    towns: ['Gwent', 'Cwmbran', 'Cwmbrân', 'Pontypool', 'Ebbw Vale', 'Glynebwy', 'Abergavenny', 'Y Fenni', 'Monmouth', 'Chepstow', 'Blackwood', 'Tredegar'],
  },
  {
    area: '7A7',
    councils: ['Powys'],
    towns: ['Newtown', 'Y Drenewydd', 'Brecon', 'Aberhonddu', 'Llandrindod Wells', 'Welshpool', 'Y Trallwng', 'Builth Wells', 'Machynlleth', 'Ystradgynlais'],
  },
  { area: 'BHSCT', councils: ['Belfast', 'Castlereagh', 'Lisburn and Castlereagh'], towns: [] },
  {
    area: 'NHSCT',
    councils: [
      ...['Antrim', 'Ballymena', 'Ballymoney', 'Carrickfergus', 'Coleraine', 'Cookstown', 'Larne', 'Magherafelt', 'Moyle', 'Newtownabbey'],
      ...['Antrim and Newtownabbey', 'Causeway Coast and Glens', 'Mid and East Antrim', 'Mid Ulster'],
    ],
    towns: ['Ballycastle', 'Portrush', 'Portstewart', 'Ballyclare'],
  },
  {
    area: 'SEHSCT',
    councils: ['Ards', 'Down', 'Lisburn', 'North Down', 'Ards and North Down', 'Lisburn and Castlereagh', 'Newry, Mourne and Down'],
    towns: ['Newtownards', 'Bangor', 'Downpatrick', 'Dundonald', 'Holywood', 'Ballynahinch', 'Newcastle'],
  },
  {
    area: 'SHSCT',
    councils: [
      ...['Armagh', 'Banbridge', 'Craigavon', 'Dungannon and South Tyrone', 'Newry and Mourne'],
      ...['Armagh City, Banbridge and Craigavon', 'Mid Ulster', 'Newry, Mourne and Down'],
    ],
    towns: ['Lurgan', 'Portadown', 'Kilkeel', 'Warrenpoint'],
  },
  {
    area: 'WHSCT',
    councils: [
      ...['Derry', 'Londonderry', 'Fermanagh', 'Limavady', 'Omagh', 'Strabane'],
      ...['Derry City and Strabane', 'Fermanagh and Omagh', 'Causeway Coast and Glens'],
    ],
    towns: ['Enniskillen', 'Dungiven'],
  },
];
