import { expect, it } from 'vitest';
import { ukNationsPlaces } from '../../data/places/uk-nations.ts';

const councils = (form: RegExp): string[] => ukNationsPlaces.filter(({ area }) => form.test(area)).flatMap((one) => one.councils);

it('each area stands once, and no name twice in an area', () => {
  const areas = ukNationsPlaces.map(({ area }) => area);
  expect(new Set(areas).size).toBe(26);
  for (const { area, councils: own, towns } of ukNationsPlaces) expect(new Set([...own, ...towns]).size, area).toBe(own.length + towns.length);
});

it('the 32 councils of Scotland and the 26 former districts of Northern Ireland stand once each', () => {
  // One council has two names in use.
  expect(councils(/^S08/).filter((name) => name !== 'Comhairle nan Eilean Siar')).toHaveLength(32);
  expect(new Set(councils(/^S08/)).size).toBe(33);
  const since2015 =
    /( and .* (Ireland|Down|Strabane|Omagh|Castlereagh|Newtownabbey|Antrim|Craigavon)$)|^(Mid Ulster|Causeway Coast and Glens|Ards and North Down|Antrim and Newtownabbey|Derry City and Strabane|Fermanagh and Omagh|Lisburn and Castlereagh|Newry, Mourne and Down|Armagh City, Banbridge and Craigavon)$/;
  const districts = councils(/HSCT$/).filter((name) => !since2015.test(name) && name !== 'Londonderry');
  expect(new Set(districts).size).toBe(districts.length);
  expect(districts).toHaveLength(26);
});

it('the 22 principal areas of Wales are there in English', () => {
  const wales = councils(/^7A/);
  const english = [
    ...['Isle of Anglesey', 'Gwynedd', 'Conwy', 'Denbighshire', 'Flintshire', 'Wrexham', 'Powys', 'Ceredigion', 'Pembrokeshire', 'Carmarthenshire', 'Swansea'],
    ...['Neath Port Talbot', 'Bridgend', 'Vale of Glamorgan', 'Cardiff', 'Rhondda Cynon Taf', 'Merthyr Tydfil', 'Caerphilly', 'Blaenau Gwent', 'Torfaen'],
    ...['Monmouthshire', 'Newport'],
  ];
  expect(english.filter((name) => !wales.includes(name))).toEqual([]);
  expect(english).toHaveLength(22);
});
