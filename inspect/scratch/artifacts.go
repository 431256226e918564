package scratch

// An artifact is one archive of PostgreSQL's programs that a provider offers.
type artifact struct {
	provider string
	platform string
	version  string // as the provider writes it
	size     int64  // of the archive, in bytes
	sum      string // maven: SHA-256 of the archive in hex; npm: SHA-512 in base64
}

// artifacts are all archives that may be run. Each was downloaded once to
// compute its size and sum; to take a newer one, do the same and replace the
// row. Where a provider skipped a platform the row holds its newest for it.
var artifacts = []artifact{
	{"maven", "darwin-amd64", "13.18.0", 21110268, "b922a37b4cf3519628d8830e48440968b43259dcd0f6b75f2d92e22931aceb57"},
	{"maven", "darwin-amd64", "14.22.0", 28203616, "fec75f85cf30bfcc7bebf451ee89e3a39780d2c96baa46fac2b9fc127d9d60ac"},
	{"maven", "darwin-amd64", "15.18.0", 29499468, "4f027549d5642a9f64002075822c8981b4d8df4cf8722dd4936800ca69e619be"},
	{"npm", "darwin-amd64", "15.18.0-beta.17", 50498280, "W4Vd2hDkezdUAniJesLY0MZIfVJtyN7DNg2Q6X0ciwuhGYw/dh8ZDdZLZxSFmVNvpz8Itfj2s2P4MTFPczMMnQ=="},
	{"maven", "darwin-amd64", "16.14.0", 30133656, "e3f9962ad77632aa99901aa68ecfef878c49e916c337804408f0037deeb136e6"},
	{"npm", "darwin-amd64", "16.14.0-beta.17", 50806685, "zikibpPYGWokfT/OFWNHCwerA3ZGat0ZyCIXOIbIucLBMDHztQ2WZQ9R5zil6oOxzElrMz2Q4aEOssGNrMDdyg=="},
	{"maven", "darwin-amd64", "17.10.0", 30372432, "7b26fe795864101a3203441bbea663e5478f47fbf6b247c27ae2c1750a597837"},
	{"npm", "darwin-amd64", "17.10.0-beta.17", 51141708, "gXk65MIyttD/PWo6NDSmu/n4vzPcqZQmxVWjEKuecwlyGmWO984AZ3Ljb7F0bwPvXhqcovH4FGN4ydr0fGeJxg=="},
	{"maven", "darwin-amd64", "18.4.0", 33132436, "2ec38ea8bfbbce44a2a56484392af5f84ff778d47b90a3aff98305ec08b6bc93"},
	{"npm", "darwin-amd64", "18.4.0-beta.17", 55198394, "4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q=="},
	{"maven", "darwin-arm64", "14.23.0", 28194464, "a4511aac1975b1f5e26eddd6dc0dacd6aca61f266c16b472306726d49c63af7a"},
	{"maven", "darwin-arm64", "15.15.0", 29522100, "33ee279c652da11fbdd63bfde9685f46f11f0ba8abd3ba67cbeddf9073e593f7"},
	{"npm", "darwin-arm64", "15.18.0-beta.17", 50498279, "1hTznqARpTs+IaX3YYltEIJVNwXCuUoHhif+Xiub09SgtzpVhX1LRaJCpzp8kVJV0zxsBBFfv8kkT9TqJdJ32Q=="},
	{"maven", "darwin-arm64", "16.14.0", 30129740, "bc34c59637702d73d7bad7e17620c33be6fd219a28609eb26fdb36b85e6f89fd"},
	{"npm", "darwin-arm64", "16.14.0-beta.17", 50806689, "CB1DFZ08zfmNapx231rAJW74UZfs1jQmeGLwbQSaAIRVs2uqEdMhVNLwVlztFG3ZPSeuCsgTn/0yeYDmKF67og=="},
	{"maven", "darwin-arm64", "17.10.0", 30370772, "c4cbb1f7d95c87872065627fc98e92c2bf7102ef6eb81b51d91c19b8268b6e3e"},
	{"npm", "darwin-arm64", "17.10.0-beta.17", 51141714, "E2dxhSllrcyAJBHuvgTrBTx2BaPlX2vvjXClPKHxfwBezk+nTZ01uAEraKiRJMpzHSCyN8J1dTjKh4q/uTsBLQ=="},
	{"maven", "darwin-arm64", "18.4.0", 33133664, "d7d1a3a996ab6cd7e0f28a4f7778ae79eb6d1b95c774ac2a3e14958dd876466e"},
	{"npm", "darwin-arm64", "18.4.0-beta.17", 55198393, "Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q=="},
	{"maven", "linux-amd64", "13.23.0", 14195848, "2b0387c9abb4ab2cdf8e5ebad4f3b0877078203e1de797023c681ecd1ff66938"},
	{"npm", "linux-amd64", "13.23.0-beta.16", 22489815, "0ipxynPYHBsr6aM8BS4yKdLNdYwWD08Xpu05JrvMkcLezmCr0hd0hA9Bq4mR+CdmY0flRKEtgkPbZhvhvDR4+w=="},
	{"maven", "linux-amd64", "14.23.0", 14585252, "521d8dcd067ee0bbb934d671cffadf67cb82a32643470ea4171d83d9c97220a9"},
	{"npm", "linux-amd64", "14.23.0-beta.17", 22888359, "WlG1LDcOwA+V0uYSdSGCwqk/aDPiMX/X23cgNdYY5YcBprXjOH3IFoeCrgeXsct4Ep8LL8UsBP9/Ho2mpoea1w=="},
	{"maven", "linux-amd64", "15.18.0", 14617704, "bf6ea2fab84d3d8afa3e584be2ab297aa6b507133122ab0067b6f34db47d6ae5"},
	{"npm", "linux-amd64", "15.18.0-beta.17", 23027281, "TC0kHcDMAusLbQXRc+9KMz1BLJY+ntfPNbwFP79f9IURSxPRgFLy0Ig8oF1J8Wy9Wnj0XdZkMItV3Nov/LwqhA=="},
	{"maven", "linux-amd64", "16.14.0", 14752988, "77eac54dd8e936ca817420c59c6251e5a07c1ad140941270999c18126c027c02"},
	{"npm", "linux-amd64", "16.14.0-beta.17", 23188454, "8fr7hEiI7XlbPDPsLZJ4RU1NR6jTIDWpf81Sfiwk3T845V0yJJGxjawjkQZmIWVgPW/qY/dMSv0o08FRWJ/zsg=="},
	{"maven", "linux-amd64", "17.10.0", 14940164, "98649a7d5402ad699e7d8061a955e376dc02eed5b28d149e20ac596c5f5cba0d"},
	{"npm", "linux-amd64", "17.10.0-beta.17", 23500205, "hU4Sgna19ixDP/l3P/zkHhQ9B0JDV39qA97RNz55QcngeRjFC5/1G36LZjODVJ84kVJHUTQMmly7nzWO8js8kg=="},
	{"maven", "linux-amd64", "18.4.0", 15170944, "a5bd167846d36838e24bf43afe0b89e4bee5deab88b300e8bb796bf8f5ac08b2"},
	{"npm", "linux-amd64", "18.4.0-beta.17", 23732346, "jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA=="},
	{"maven", "linux-amd64-alpine", "13.18.0", 13554040, "1466a18ab965cb75bb3379ab4ff1cc101f97cc469bd3fe01ded4ff367753a85a"},
	{"maven", "linux-amd64-alpine", "14.22.0", 14203132, "e9aa679c6849bcd7e08a85f967ccb69e5ee9bb8d84c2ce428e169f0a353c5fee"},
	{"maven", "linux-amd64-alpine", "15.18.0", 14318632, "0559b3d2ad24e33ff6d4ee69aed71b6d2ad5f276314d62d0fe0cc02d9352ac21"},
	{"maven", "linux-amd64-alpine", "16.14.0", 14483228, "5586b86b53195ecb7214e9054e65a8cb62c3dc14a6ce287d6e6b23aa7766f640"},
	{"maven", "linux-amd64-alpine", "17.10.0", 14646392, "f67712a9293356f45dad56cc67e0fa4cff46b41e97f7e842f03ca7ec232bb20a"},
	{"maven", "linux-amd64-alpine", "18.4.0", 14898564, "b327d70c496bc4605728d4aae3cb028728e0e37e3ae452a9cbe88b74a32e778e"},
	{"maven", "linux-arm64", "14.23.0", 13650448, "86c00ce1efdd10945ffe2867bdefc79d68fd5acb150ee67b150e92ee4d2696d8"},
	{"maven", "linux-arm64", "15.15.0", 13501132, "17b8d22e26cf9e63e2b7c9541d2a7e8dc6aeff515ac2cbb06990e5798c4aee73"},
	{"npm", "linux-arm64", "15.18.0-beta.17", 22320686, "ape8eUuz4O2KrO8mySDMEKuHYEppJ71EJ4IanBa1fH6LOui9wifm4+iJnhFkaY+WGBa/Rgw/of+RlFHO2i+bLg=="},
	{"maven", "linux-arm64", "16.14.0", 13745548, "5883cd9540dd138ff594463b705d164b23bbfb650468a232aa2730371728f9fe"},
	{"npm", "linux-arm64", "16.14.0-beta.17", 22464151, "LNT9TXoOGR/RSop1PewcMtpuf1Dtg6sKU7sFA1ODqInRA8NoP15HyLekUHW5aWnruu4yfs1pcy6DaV39T556mQ=="},
	{"maven", "linux-arm64", "17.10.0", 13961176, "1b1e4821c246ed0b98551a98c5539d31f5f74762c8b5bc0a8db7b94b4cb315ca"},
	{"npm", "linux-arm64", "17.10.0-beta.17", 22767514, "mC+bQvaBEf0WDD0nPWW3eGUXDUVzoyCzMtgl+Fw6Jy9DkQFK+jcPtzkzqhhrS/fGzn5telNpKInl8xPqDh71Ig=="},
	{"maven", "linux-arm64", "18.4.0", 14172216, "e82704ca265154fb573a24f3b0ca78520d4095beb892482431a08d53fe22268d"},
	{"npm", "linux-arm64", "18.4.0-beta.17", 22982269, "TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg=="},
}
