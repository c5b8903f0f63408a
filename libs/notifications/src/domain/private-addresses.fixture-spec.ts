/** Addresses as a resolver or a socket gives them. */
export const PRIVATE_ADDRESSES = words(`
  0.0.0.0 0.0.0.1 0.255.255.255 10.0.0.0 10.0.0.1 10.255.255.255 100.64.0.0 100.64.0.1 100.100.100.200 100.127.255.255
  127.0.0.0 127.0.0.1 127.0.0.53 127.1.2.3 127.255.255.255 168.63.129.16 169.254.0.1 169.254.169.254 169.254.170.2 172.16.0.0 172.16.0.1
  172.20.10.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 192.168.1.1 192.168.255.255 198.18.0.1
  198.19.255.255 198.51.100.1 203.0.113.255 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.254 255.255.255.255
  :: ::1 0:0:0:0:0:0:0:1 0000:0000:0000:0000:0000:0000:0000:0001 ::2 ::127.0.0.1 ::7f00:1 ::10.0.0.1 ::8.8.8.8
  ::ffff:127.0.0.1 ::ffff:7f00:1 ::FFFF:127.0.0.1 0:0:0:0:0:ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:a00:1 ::ffff:169.254.169.254
  ::ffff:a9fe:a9fe ::ffff:192.168.1.1 ::ffff:0.0.0.0 ::ffff:100.64.0.1 ::ffff:255.255.255.255 ::ffff:224.0.0.1
  ::ffff:0:127.0.0.1 ::ffff:0:7f00:1 ::ffff:0:a00:1 64:ff9b::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b::8.8.8.8
  64:ff9b:1::7f00:1 64:ff9b:1:ffff::1 100::1 100:0:0:1::1 2001::1 2001:0:7f00:1:: 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1
  2001:20::1 2001:1ff::1 2001:db8::1 2001:db8:ffff::1 2002:7f00:1:: 2002:7f00:0001::1 2002:a00:1:: 2002:a9fe:a9fe:: 2002:c0a8:101::1
  2002:808:808:: 3fff::1 3fff:fff::1 5f00::1 5f00:ffff::1 fc00::1 fc00:: fd00::1 fd00:ec2::254 fdff:ffff::1
  fe80::1 fe80::1%eth0 fe80::1%1 fe80::a9fe:a9fe fe90::1 febf::1 fec0::1 feff::1 ff00::1 ff01::1 ff02::1 ff02::fb ff05::2 ff0e::1 ffff::1
  4000::1 8000::1 1000::1 e000::1 2606:4700::1111%eth0 ::ffff:8.8.8.8%lo`);

/** URLs in which people hide such addresses, or names that never leave a network. */
export const PRIVATE_URLS = words(`
  https://127.0.0.1/ https://127.1/ https://127.0.1/ https://2130706433/ https://017700000001/ https://0x7f000001/ https://0x7f.1/
  https://0x7f.0x0.0x0.0x1/ https://0177.0.0.1/ https://0177.0.0.01/ https://127.0.0.1./ https://%31%32%37.0.0.1/ https://①②⑦.⓪.⓪.①/
  https://１２７.０.０.１/ https://127。0。0。1/ https://0/ https://0.0.0.0/ https://0x0/ https://00000000000/ https://3232235777/
  https://0xa9fea9fe/ https://2852039166/ https://0251.0376.0251.0376/ https://169.254.43518/ https://10.1/ https://192.168.257/
  https://[::1]/ https://[::]/ https://[0:0:0:0:0:0:0:1]/ https://[::ffff:127.0.0.1]/ https://[::ffff:7f00:1]/ https://[::127.0.0.1]/
  https://[64:ff9b::7f00:1]/ https://[2002:7f00:1::]/ https://[fe80::1]/ https://[fd00:ec2::254]/ https://[ff02::1]/ https://[::ffff:0:127.0.0.1]/
  https://localhost/ https://LOCALHOST/ https://localhost./ https://a.localhost/ https://ｌｏｃａｌｈｏｓｔ/ https://printer.local/ https://metadata.google.internal/
  https://intranet/ https://kubernetes.default.svc.cluster.local/ https://db.lan/ https://router.home.arpa/ https://shop.intranet/`);

/** The words of a text. */
export function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
