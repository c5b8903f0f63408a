/** Words that say nothing about work: function words, pronouns (which must not move a score), and what every job advertisement repeats. Singular. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above across after again all also am an and any are as at be because been before being below between both but by can could did do doe
  doing down during each few for from further had has have having here how if in into is it its itself just more most must no nor not of off on once
  only or other our out over own per same shall should so some such than that the then there these they this those through to too under until up upon
  via very was we were what when where which while who whom why will with within without would you your
  he him his himself she her herself hers them their theirs themselve mx mr mrs ms i me my mine myself us ours yours
  ability able applicant application apply based benefit candidate career company day description desired employer employment equal etc excellent
  experience experienced full good great help hire include including job join looking month need new offer opportunity part person plus position preferred
  qualification required requirement responsibility responsible role salary skill strong team time type well work working year`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
