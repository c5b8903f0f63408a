// The most used passwords of 8 and more characters, in lower case; shorter ones are refused by their length.
const LIST = `
  password password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword pa55word passwort mypassword
  12345678 123456789 1234567890 12345678910 123123123 123321123 0123456789 87654321 987654321 9876543210 11111111 111111111
  1111111111 00000000 000000000 22222222 33333333 55555555 66666666 77777777 88888888 99999999 11223344 1122334455 12341234
  12344321 11112222 12121212 13131313 10203040 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc qwertyui qwertyuiop qwerty12
  qwerty123 qwerty1234 qwerty12345 qwe123qwe asdfghjk asdfghjkl asdf1234 zxcvbnm1 zxcvbnm123 q1w2e3r4 q1w2e3r4t5 abcd1234
  abc12345 abc123456 abcdefgh abcdefg1 a1b2c3d4 aa123456 a12345678 a123456789 iloveyou iloveyou1 iloveyou2 ilovegod
  sunshine sunshine1 princess princess1 football football1 baseball baseball1 basketball superman superman1 batman123
  starwars pokemon1 pokemon123 whatever whatever1 trustno1 letmein1 letmein123 welcome1 welcome12 welcome123 admin123
  admin1234 administrator changeme changeme1 changeme123 computer internet samsung1 dragon123 monkey123 michelle jennifer
  jonathan danielle victoria charlotte elizabeth alexander christian liverpool liverpool1 chelsea1 arsenal1 pakistan
  pakistan1 pakistan123 bismillah bismillah1 allahuakbar muhammad mohammad karachi1 lahore123 test1234 testtest
  testing123 guest123 default1 secret123 master123 hello123 hellohello summer2024 summer2025 winter2024 winter2025
  spring2025 autumn2025 company1 company123 recruiter recruiter1 shortlist shortlist1 shortlist123
`;

export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(LIST.trim().split(/\s+/));
