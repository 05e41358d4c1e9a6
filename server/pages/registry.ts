import type { Page } from '../page.ts';
import { areaPage } from './area.ts';
import { casePages } from './case.ts';
import { casesPage } from './cases.ts';
import { choosePage } from './choose.ts';
import { chooseAreaPage } from './choose-area.ts';
import { chooseSystemPage } from './choose-system.ts';
import { comparePage } from './compare.ts';
import { competitionPage } from './competition.ts';
import { competitionMeasurePage } from './competition-measure.ts';
import { editionPage } from './edition.ts';
import { homePage } from './home.ts';
import { integratedSystemsPage } from './integrated-systems.ts';
import { leagueTablePage } from './league-table.ts';
import { leagueTablesPage } from './league-tables.ts';
import { marketsPage } from './markets.ts';
import { measurePage } from './measure.ts';
import { measuresPage } from './measures.ts';
import { methodPage } from './method.ts';
import { methodsPage } from './methods.ts';
import { releasePage } from './release.ts';
import { releasesPage } from './releases.ts';
import { searchPage } from './search.ts';
import { systemPage } from './system.ts';
import { systemMeasurePage } from './system-measure.ts';
import { systemsPage } from './systems.ts';
import { weightsPage } from './weights.ts';

/** Every page. Those outside the editions come first, as `/:edition` would take their addresses. */
export const pages: readonly Page[] = [
  homePage,
  releasesPage,
  releasePage,
  methodsPage,
  methodPage,
  casesPage,
  ...casePages,
  integratedSystemsPage,
  searchPage,
  editionPage,
  leagueTablesPage,
  leagueTablePage,
  measuresPage,
  measurePage,
  systemsPage,
  systemPage,
  systemMeasurePage,
  marketsPage,
  competitionPage,
  competitionMeasurePage,
  comparePage,
  choosePage,
  chooseAreaPage,
  chooseSystemPage,
  weightsPage,
  areaPage,
];
